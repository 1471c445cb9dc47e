import { excerpt } from "../errors.ts";
import { isColorName } from "../event/color.ts";
import { type Finding, finding } from "../finding.ts";
import { parameter } from "../icalendar/property.ts";
import { rowOf } from "../input.ts";
import type { Item } from "./node.ts";
import { checkParameters } from "./parameters.ts";
import {
  numberRanges,
  type PropertyRule,
  propertyRules,
  statusWords,
  type ValueType,
  type WordRule,
  wordRules,
} from "./rules/property.table.ts";
import { checkValue } from "./value.ts";

/** Properties without a default type, which must have VALUE (RFC 7986 sections 5.7 to 5.11). */
const typedByHand: ReadonlySet<string> = new Set(["REFRESH-INTERVAL", "SOURCE", "IMAGE", "CONFERENCE"]);
/** Components whose properties the table knows in full. */
let judged: ReadonlySet<string> | undefined;
const isExtension = (name: string) => name.startsWith("X-");

/** One property by itself: its name, place, parameters, value type and value (RFC 5545 sections 3.2, 3.3, 3.8). */
export function* checkProperty(item: Item, component: string): Generator<Finding> {
  yield* checkParameters(item, component);
  const rule = rowOf<PropertyRule>(propertyRules, item.name);
  if (rule === undefined) {
    if (isExtension(item.name)) return;
    yield finding({ code: "unregistered-property", at: item, values: { property: excerpt(item.name, 30) } });
    return;
  }
  if (isJudged(component) && rule.within.length > 0 && !rule.within.includes(component)) {
    const values = { property: item.name, component: excerpt(component, 30) };
    yield finding({ code: "misplaced-property", at: item, reference: rule.reference, values });
  }
  const type = yield* checkType(item, rule);
  if (type !== undefined) {
    for (const value of valuesOf(item, rule, type)) yield* checkOne(item, rule, type, value);
  }
  yield* checkWord(item, component, rule.reference);
  yield* checkNumber(item, rule.reference);
}

function isJudged(component: string): boolean {
  judged ??= new Set(Object.values(propertyRules).flatMap(({ within }) => within));
  return judged.has(component);
}

/** The value type that applies; undefined where it cannot be told. */
function* checkType(item: Item, rule: PropertyRule): Generator<Finding, ValueType | undefined> {
  const declared = parameter(item.property, "VALUE")?.toUpperCase();
  if (declared === undefined) {
    if (typedByHand.has(item.name)) {
      const values = { property: item.name, types: rule.types.join(" or VALUE=") };
      yield finding({ code: "value-type-missing", at: item, reference: rule.reference, values });
    }
    return yield* impliedType(item, rule);
  }
  const type = rule.types.find((candidate) => candidate === declared);
  if (type !== undefined) return type;
  const values = { property: item.name, type: excerpt(declared, 30) };
  yield finding({ code: "invalid-value-type", at: item, reference: rule.reference, values });
  return undefined;
}

function* impliedType(item: Item, rule: PropertyRule): Generator<Finding, ValueType | undefined> {
  const type = rule.types[0];
  const first = item.property.value.split(",", 1)[0] ?? "";
  const other = rule.types.find(
    (candidate) =>
      (candidate === "DATE" && /^\d{8}$/.test(first)) ||
      (candidate === "PERIOD" && first.includes("/")) ||
      (candidate === "DATE-TIME" && /^\d{8}T[^/]*$/.test(first)),
  );
  if (other === undefined || other === type) return type;
  yield finding({ code: "value-type-missing", at: item, values: { property: item.name, types: other } });
  return other;
}

function valuesOf(item: Item, rule: PropertyRule, type: ValueType): string[] {
  const { value } = item.property;
  if (rule.list !== true) return [value];
  if (type !== "TEXT") return value.split(",");
  // A comma behind a backslash belongs to the text; behind two it separates.
  return value.match(/(?:[^\\,]|\\.?)+/gs) ?? [""];
}

function* checkOne(item: Item, rule: PropertyRule, type: ValueType, value: string): Generator<Finding> {
  let sound = true;
  const values = { property: item.name, value: excerpt(value, 40) };
  for (const fault of checkValue(type, value)) {
    sound = false;
    yield finding({ ...fault, at: item, values });
  }
  const local = type === "DATE-TIME" ? !value.endsWith("Z") : type === "PERIOD" && !/Z\//.test(value);
  const utc = rule.utc === true || item.name === "TRIGGER";
  if (sound && utc && local) {
    const note = `It is ${excerpt(value, 40)}.`;
    yield finding({ code: "not-utc", at: item, reference: rule.reference, values, note });
  }
}

function* checkWord(item: Item, component: string, reference: string): Generator<Finding> {
  const value = item.property.value.toUpperCase();
  const rule = item.name === "STATUS" ? statusRule(component) : rowOf<WordRule>(wordRules, item.name);
  if (rule !== undefined && !rule.words.includes(value) && !(rule.open && isExtension(value))) {
    const given = value === "" ? "empty" : excerpt(item.property.value, 30);
    const told = rule.open
      ? ({ code: "unregistered-value", values: { name: item.name, value: given } } as const)
      : ({ code: "invalid-value", values: { property: item.name, value: given } } as const);
    yield finding({ ...told, at: item, reference, note: `The values are ${rule.words.join(", ")}.` });
  }
  if (item.name === "COLOR" && (value.startsWith("#") || !isColorName(value))) {
    const values = { name: "COLOR", value: excerpt(item.property.value, 30) };
    const note = "The values are the CSS3 color names.";
    yield finding({ code: "unregistered-value", at: item, reference, values, note });
  }
}

function statusRule(component: string): WordRule | undefined {
  const known = rowOf<readonly string[]>(statusWords, component);
  return known === undefined ? undefined : { words: known, open: false };
}

function* checkNumber(item: Item, reference: string): Generator<Finding> {
  const range = rowOf<readonly [number, number]>(numberRanges, item.name);
  const value = Number(item.property.value);
  if (range === undefined || !/^[+-]?\d{1,15}$/.test(item.property.value)) return;
  if (value >= range[0] && value <= range[1]) return;
  // A number beyond 32 bits is not an INTEGER, which `checkValue` has reported.
  if (value < -2_147_483_648 || value > 2_147_483_647) return;
  const values = { property: item.name, value, least: range[0], greatest: range[1] };
  yield finding({ code: "out-of-range", at: item, reference, values });
}
