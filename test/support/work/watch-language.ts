/** What was counted since somebody last set it to nothing. */
export const counters = { touched: 0, lookups: 0 };

/** How many things a call went over, from what it was called on, what it was given and what it gave. */
type Extent = (self: unknown, given: readonly unknown[], gave: unknown) => number;

const ofSelf: Extent = (self) => lengthOf(self);
const ofGiven: Extent = (_, [given]) => lengthOf(given);
const ofResult: Extent = (_, __, gave) => lengthOf(gave);

/** From where a search begins to where it ends. */
const ofSearch: Extent = (self, [, from], gave) =>
  (typeof gave === "number" && gave >= 0 ? gave + 1 : lengthOf(self)) - (typeof from === "number" ? from : 0);

/** An expression without `y` searches, and one with it stays where it is. */
const ofMatch: Extent = (self, [text], gave) => {
  if (Array.isArray(gave)) return lengthOf(gave[0]) + 1;
  return self instanceof RegExp && self.sticky ? 1 : lengthOf(text);
};

const watched: readonly (readonly [owner: object, names: readonly PropertyKey[], extent: Extent])[] = [
  [String.prototype, ["search", "match", "matchAll", "replace", "replaceAll", "split", "normalize"], ofSelf],
  [String.prototype, ["toLowerCase", "toUpperCase", "trim", "trimStart", "trimEnd", "includes"], ofSelf],
  [String.prototype, ["indexOf"], ofSearch],
  [String.prototype, ["repeat", "padStart", "padEnd"], ofResult],
  [RegExp.prototype, ["exec"], ofMatch],
  [Array.prototype, ["concat", "slice", "flat", "toReversed", "toSorted", "toSpliced", "with"], ofResult],
  [Array.prototype, ["includes", "indexOf", "lastIndexOf", "join", "reverse", "sort"], ofSelf],
  [Array.prototype, ["splice", "shift", "unshift", Symbol.iterator], ofSelf],
  [Object.getPrototypeOf(Uint8Array.prototype), ["slice"], ofResult],
  [Object.getPrototypeOf(Uint8Array.prototype), ["set"], ofGiven],
  [Object.getPrototypeOf(Uint8Array.prototype), ["indexOf"], ofSearch],
  [TextDecoder.prototype, ["decode"], ofGiven],
  [TextEncoder.prototype, ["encode"], ofGiven],
  [Object, ["keys", "values", "entries"], ofResult],
  [JSON, ["parse"], ofGiven],
  [JSON, ["stringify"], ofResult],
];

/** From now on each call of a method that goes over many things counts how many they are, and each question to `Intl`. */
export function watchLanguage(): void {
  for (const [owner, names, extent] of watched) for (const name of names) watch(owner, name, extent);
  watchZones();
}

function watch(owner: object, name: PropertyKey, extent: Extent): void {
  const method: unknown = Reflect.get(owner, name);
  if (typeof method !== "function") return;
  const value = function (this: unknown, ...given: unknown[]): unknown {
    const gave: unknown = Reflect.apply(method, this, given);
    counters.touched += Math.max(0, extent(this, given, gave));
    return gave;
  };
  Object.defineProperty(owner, name, { value, writable: true, configurable: true });
}

/** Both a formatter and what it is asked are dear. */
function watchZones(): void {
  const { DateTimeFormat } = Intl;
  const format = Object.getOwnPropertyDescriptor(DateTimeFormat.prototype, "format")?.get;
  const asked = (method: (...given: never[]) => unknown) =>
    function (this: unknown, ...given: never[]): unknown {
      counters.lookups += 1;
      return Reflect.apply(method, this, given);
    };
  Object.defineProperties(DateTimeFormat.prototype, {
    format: {
      get(this: unknown) {
        return asked(Reflect.apply(format ?? Object, this, []));
      },
    },
    formatToParts: { value: asked(DateTimeFormat.prototype.formatToParts) },
  });
  Intl.DateTimeFormat = new Proxy(DateTimeFormat, {
    construct(target, given) {
      counters.lookups += 1;
      return Reflect.construct(target, given);
    },
  });
}

function lengthOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (value instanceof ArrayBuffer) return value.byteLength;
  const length: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "length") : 0;
  return typeof length === "number" ? length : 0;
}
