import { excerpt } from "../errors.ts";
import { type Finding, finding } from "../finding.ts";
import { findOutsideQuotes, isName, writtenParameters } from "../icalendar/content-line.ts";
import { rowOf } from "../input.ts";
import type { Item } from "./node.ts";
import { type ParameterRule, parameterRules, partstatWords } from "./rules/parameter.table.ts";
import { checkValue } from "./value.ts";

/** A parameter as it is written, quotation marks and all. */
interface RawParameter {
  readonly name: string;
  /** The text behind the equals sign; absent where the parameter has none. */
  readonly values?: readonly string[];
}

const grammar = "RFC 5545 section 3.2";
const isExtension = (word: string) => /^X-/i.test(word);

/** The parameters of one property, in a component of the name given (RFC 5545 section 3.2). */
export function* checkParameters(item: Item, component: string): Generator<Finding> {
  const seen = new Set<string>();
  for (const raw of writtenParameters(item.source.text).map(rawParameter)) {
    if (raw.values === undefined || !isName(raw.name)) {
      yield malformed(item, raw);
      continue;
    }
    const rule = rowOf<ParameterRule>(parameterRules, raw.name);
    const reference = rule?.reference ?? grammar;
    const values = { property: item.name, parameter: raw.name };
    if (seen.has(raw.name) && !isExtension(raw.name))
      yield finding({ code: "parameter-repeated", at: item, reference, values });
    seen.add(raw.name);
    yield* checkQuotes(item, raw.name, raw.values, rule);
    if (rule !== undefined) yield* checkRule(item, raw.name, rule, component);
    else if (!isExtension(raw.name)) {
      const values = { parameter: excerpt(raw.name) };
      yield finding({ code: "unregistered-parameter", at: item, reference, values });
    }
  }
}

function malformed(item: Item, raw: RawParameter): Finding {
  // RFC 5546's own example 4.4.5 leaves RANGE= out, and so does software written after them.
  if (item.name === "RECURRENCE-ID" && raw.name === "THISANDFUTURE") {
    return finding({ code: "range-without-name", at: item });
  }
  const values = { property: item.name, parameter: excerpt(raw.name, 30) };
  return finding({ code: "malformed-parameter", at: item, reference: grammar, values });
}

function* checkQuotes(
  item: Item,
  name: string,
  values: readonly string[],
  rule: ParameterRule | undefined,
): Generator<Finding> {
  const reference = rule?.reference ?? grammar;
  const isQuoted = (value: string) => value.length > 1 && value.startsWith('"') && value.endsWith('"');
  const found = { code: "parameter-not-quoted", at: item, reference, values: { parameter: name } } as const;
  if (rule?.quoted === true && !values.every(isQuoted)) yield finding(found);
  else if (values.some((value) => !isQuoted(value) && /[":]/.test(value)))
    yield finding({ ...found, reference: grammar, note: "It holds a quotation mark or a colon." });
  if (values.length > 1 && rule !== undefined && rule.list !== true) yield finding(found);
}

function* checkRule(item: Item, name: string, rule: ParameterRule, component: string): Generator<Finding> {
  if (rule.on.length > 0 && !rule.on.includes(item.name) && !isExtension(item.name)) {
    const values = { parameter: name, property: item.name };
    yield finding({ code: "misplaced-parameter", at: item, reference: rule.reference, values });
    return;
  }
  const values = item.property.parameters.get(name) ?? [];
  const words = name === "PARTSTAT" ? rowOf<readonly string[]>(partstatWords, component) : rule.words;
  for (const value of values) {
    if (words !== undefined && !words.includes(value.toUpperCase())) {
      yield* unknownWord(item, name, value, rule);
    }
    if (rule.quoted === true && !checkValue("URI", value).next().done) {
      const values = { parameter: name, value: excerpt(value) };
      const { reference } = rule;
      yield finding({ code: "invalid-parameter-value", at: item, reference, values, note: "It is no URI." });
    }
  }
}

function* unknownWord(item: Item, name: string, value: string, rule: ParameterRule): Generator<Finding> {
  const { reference } = rule;
  const given = excerpt(value, 30);
  if (rule.open !== true) {
    const values = { parameter: name, value: given };
    const note = `The values are ${(rule.words ?? []).join(", ")}.`;
    yield finding({ code: "invalid-parameter-value", at: item, reference, values, note });
  } else if (!isExtension(value)) {
    const values = { name, value: given };
    yield finding({ code: "unregistered-value", at: item, reference, values });
  }
}

function rawParameter(text: string): RawParameter {
  const equals = text.indexOf("=");
  if (equals === -1) return { name: text.toUpperCase() };
  const values: string[] = [];
  for (let at = equals + 1; at <= text.length; ) {
    const next = findOutsideQuotes(text, ",", at, text.length);
    const stop = next === -1 ? text.length : next;
    values.push(text.slice(at, stop));
    at = stop + 1;
  }
  return { name: text.slice(0, equals).toUpperCase(), values };
}
