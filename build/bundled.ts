import type { Plugin } from "rolldown";

/** mimetext pulls 20 MB of polyfills into an install; @noble/hashes and jose are ESM only. All travel inside the bundle. */
export const bundled = ["mimetext", "@noble/hashes", "jose"];

const native = "\0native:";

/** mimetext brings core-js for `trim` and Babel for a field: 38 KB, for what every runtime that we name has. */
export const nativeForPolyfills: Plugin = {
  name: "native-for-polyfills",
  resolveId: {
    filter: { id: /^@babel\/runtime-corejs3\// },
    handler: (id) => native + id,
  },
  load: {
    filter: { id: /^\0native:/ },
    handler(id) {
      if (id.endsWith("/instance/trim")) return "export default () => String.prototype.trim;";
      if (id.endsWith("/defineProperty"))
        return "export default (object, key, value) => { object[key] = value; return object; };";
      throw new Error(`${id.slice(native.length)} has no native counterpart here`);
    },
  },
};
