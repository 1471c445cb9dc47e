import { excerpt } from "../errors.ts";
import type { Finding } from "../finding.ts";
import { endOfName, findOutsideQuotes, isName, startOfValue } from "../icalendar/content-line.ts";
import { finding, type Item } from "./node.ts";
import { type ParameterRule, parameterRules, partstatWords } from "./rules/parameter.table.ts";
import { checkValue } from "./value.ts";

/** A parameter as it is written, quotation marks and all. */
interface RawParameter {
  readonly name: string;
  /** Without the equals sign; absent where there is none. */
  readonly values?: readonly string[];
}

const rules: ReadonlyMap<string, ParameterRule> = new Map(Object.entries(parameterRules));
const partstats: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(partstatWords));
const grammar = "RFC 5545 section 3.2";
const isExtension = (word: string) => /^X-/i.test(word);

/** The parameters of one property, in a component of the name given (RFC 5545 section 3.2). */
export function* checkParameters(item: Item, component: string): Generator<Finding> {
  const seen = new Set<string>();
  for (const raw of rawParameters(item.source.text)) {
    if (raw.values === undefined || !isName(raw.name)) {
      yield malformed(item, raw);
      continue;
    }
    const rule = rules.get(raw.name);
    if (seen.has(raw.name) && !isExtension(raw.name)) {
      const message = `${item.name} has ${raw.name} more than once; the first is read.`;
      yield finding("error", "parameter-repeated", item, rule?.reference ?? grammar, message);
    }
    seen.add(raw.name);
    yield* checkQuotes(item, raw.name, raw.values, rule);
    if (rule !== undefined) yield* checkRule(item, raw.name, rule, component);
    else if (!isExtension(raw.name)) {
      const message = `${excerpt(raw.name)} is no registered parameter.`;
      yield finding("warning", "unregistered-parameter", item, grammar, message);
    }
  }
}

function malformed(item: Item, raw: RawParameter): Finding {
  // RFC 5546's own example 4.4.5 leaves RANGE= out, and so does software written after them.
  if (item.name === "RECURRENCE-ID" && raw.name === "THISANDFUTURE") {
    const message =
      "RECURRENCE-ID;THISANDFUTURE lacks RANGE=, as the example of RFC 5546 section 4.4.5 does.";
    return finding("warning", "range-without-name", item, "RFC 5545 section 3.2.13", message);
  }
  const message = `${item.name} has a parameter that is not written NAME=VALUE: ${excerpt(raw.name, 30)}.`;
  return finding("error", "malformed-parameter", item, grammar, message);
}

function* checkQuotes(
  item: Item,
  name: string,
  values: readonly string[],
  rule: ParameterRule | undefined,
): Generator<Finding> {
  const reference = rule?.reference ?? grammar;
  const isQuoted = (value: string) => value.length > 1 && value.startsWith('"') && value.endsWith('"');
  if (rule?.quoted === true && !values.every(isQuoted)) {
    const message = `${name} must stand in quotation marks.`;
    yield finding("error", "parameter-not-quoted", item, reference, message);
  } else if (values.some((value) => !isQuoted(value) && /[":]/.test(value))) {
    const message = `The value of ${name} has a quotation mark or colon outside of quotation marks.`;
    yield finding("error", "parameter-not-quoted", item, grammar, message);
  }
  if (values.length > 1 && rule !== undefined && rule.list !== true) {
    const message = `${name} takes one value; a comma in it must stand in quotation marks.`;
    yield finding("error", "parameter-not-quoted", item, reference, message);
  }
}

function* checkRule(item: Item, name: string, rule: ParameterRule, component: string): Generator<Finding> {
  if (rule.on.length > 0 && !rule.on.includes(item.name) && !isExtension(item.name)) {
    const message = `${name} says nothing on ${item.name}.`;
    yield finding("warning", "misplaced-parameter", item, rule.reference, message);
    return;
  }
  const values = item.property.parameters.get(name) ?? [];
  const words = name === "PARTSTAT" ? partstats.get(component) : rule.words;
  for (const value of values) {
    if (words !== undefined && !words.includes(value.toUpperCase())) {
      yield* unknownWord(item, name, value, rule);
    }
    if (rule.quoted === true && !checkValue("URI", value).next().done) {
      const message = `${name} holds no URI: ${excerpt(value)}.`;
      yield finding("error", "invalid-parameter-value", item, rule.reference, message);
    }
  }
}

function* unknownWord(item: Item, name: string, value: string, rule: ParameterRule): Generator<Finding> {
  if (rule.open !== true) {
    const message = `${name} cannot be ${excerpt(value, 30)}: the values are ${(rule.words ?? []).join(", ")}.`;
    yield finding("error", "invalid-parameter-value", item, rule.reference, message);
  } else if (!isExtension(value)) {
    const message = `${name}=${excerpt(value, 30)} is no registered value here.`;
    yield finding("warning", "unregistered-value", item, rule.reference, message);
  }
}

/** `;name=value,value;…` between the property's name and the colon, split outside of quotation marks. */
function rawParameters(text: string): RawParameter[] {
  const nameEnd = endOfName(text);
  const end = startOfValue(text, nameEnd);
  const parameters: RawParameter[] = [];
  for (let at = nameEnd; at < end; ) {
    const next = findOutsideQuotes(text, ";", at + 1, end);
    const stop = next === -1 ? end : next;
    parameters.push(rawParameter(text.slice(at + 1, stop)));
    at = stop;
  }
  return parameters;
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
