import type { Part } from "../inspect/part.ts";
import { element } from "./element.ts";

/** The parts of an email as a tree. */
export function partTree(part: Part): HTMLElement {
  return element("ul", { class: "tree" }, branch(part));
}

function branch({ type, parameters, encoding, disposition, filename, parts, body }: Part): HTMLElement {
  const told = ["charset", "method", "name"].flatMap((name) => {
    const value = parameters.get(name);
    return value === undefined ? [] : [`${name}=${value}`];
  });
  const file = filename === undefined || filename === parameters.get("name") ? [] : [`filename=${filename}`];
  const leaf = parts.length === 0 ? [...told, ...file, disposition, encoding, `${body.length} octets`] : [];
  return element(
    "li",
    {},
    element("code", {}, type),
    element("small", {}, ` ${leaf.filter((text) => text !== "").join(" · ")}`),
    parts.length === 0 ? undefined : element("ul", {}, ...parts.map(branch)),
  );
}
