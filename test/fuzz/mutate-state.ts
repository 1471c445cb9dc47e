import type { Random } from "./random.ts";

const strange = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  "",
  " ",
  "\u0000",
  "__proto__",
  "2026-05-07",
  "2026-05-07T10:30:00Z",
  "2026-02-30T10:30:00Z",
  "+275760-09-13T00:00:00Z",
  "Europe/London",
  "jane@example.test",
  "JANE@EXAMPLE.TEST",
  "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
  "FREQ=SECONDLY",
  [],
  {},
  [null],
  [[[]]],
  { __proto__: null, length: -1 },
  "x".repeat(5_000),
] as const;

/** Changes stored state: somewhere a value is replaced, dropped, doubled, or exchanged with another. */
export function mutateState(state: unknown, random: Random): unknown {
  const copy: unknown = structuredClone(state);
  const box: Record<string, unknown> = { root: copy };
  for (let left = 1 + random.below(3); left > 0; left--) mutateOnce(box, random);
  return box.root;
}

interface Place {
  readonly parent: Record<string, unknown> | unknown[];
  readonly key: string;
}

function mutateOnce(box: Record<string, unknown>, random: Random): void {
  const places = placesIn(box);
  const place = places[random.below(places.length)];
  const other = places[random.below(places.length)];
  if (place === undefined || other === undefined) return;
  const value: unknown = Reflect.get(place.parent, place.key);
  switch (random.below(6)) {
    case 0:
      Reflect.deleteProperty(place.parent, place.key);
      return;
    case 1:
      Reflect.set(place.parent, place.key, structuredClone(Reflect.get(other.parent, other.key)));
      return;
    case 2:
      if (Array.isArray(place.parent)) place.parent.push(structuredClone(value));
      else Reflect.set(place.parent, random.pick(["x", "constructor", "name", "proposal"]), value);
      return;
    case 3:
      if (Array.isArray(value)) value.reverse();
      else if (typeof value === "number") Reflect.set(place.parent, place.key, value + random.below(5) - 2);
      else if (typeof value === "string") Reflect.set(place.parent, place.key, withALetter(value, random));
      return;
    default:
      Reflect.set(place.parent, place.key, structuredClone(random.pick(strange)));
  }
}

function withALetter(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + random.pick(["", "0", "9", "T", "\r\n", "@", ":", "é"]) + text.slice(at + 1);
}

function placesIn(box: Record<string, unknown>): Place[] {
  const places: Place[] = [];
  const visit = (parent: Record<string, unknown> | unknown[]): void => {
    for (const [key, value] of Object.entries(parent)) {
      places.push({ parent, key });
      if (Array.isArray(value)) visit(value);
      else if (isRecord(value)) visit(value);
    }
  };
  visit(box);
  return places;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
