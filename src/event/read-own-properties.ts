import {
  at,
  defined,
  fault,
  filled,
  isRecord,
  type Reading,
  readListOf,
  refuseUnknown,
  rowOf,
  wrongKind,
} from "../input.ts";
import type { OwnProperty } from "./event.ts";
import {
  addableProperties,
  reservedExtensions,
  reservedPrefixes,
  statedAsUri,
} from "./own-property.table.ts";

const mostProperties = 100;
const mostParameters = 20;
const longestValue = 10_000;

const reserved: ReadonlySet<string> = /* @__PURE__ */ new Set(reservedExtensions);
const uris: ReadonlySet<string> = /* @__PURE__ */ new Set(statedAsUri);

/** A line that cannot hold another: no control but a tab, no line break of any standard, no half of a character. */
const oneLineText = (text: string) =>
  /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]*$/u.test(text.replaceAll("\t", " "));

/** The properties that a caller adds to an event, checked: none can add a line, or change what the message means. */
export function readOwnProperties(value: unknown, reading: Reading): OwnProperty[] | undefined {
  const what = "{ name, value, parameters? }";
  const properties = readListOf(value, { what, most: mostProperties }, reading, readOwnProperty);
  return properties && filled(properties);
}

function readOwnProperty(value: unknown, reading: Reading): OwnProperty | undefined {
  if (!isRecord(value)) return wrongKind(reading, "{ name, value, parameters? }", value);
  refuseUnknown(value, ["name", "value", "parameters"], reading);
  const name = readPropertyName(value.name, at(reading, "name"));
  const text = readValue(value.value, name, at(reading, "value"));
  const parameters = readParameters(value.parameters, name, at(reading, "parameters"));
  if (name === undefined || text === undefined) return undefined;
  return { name, value: text, ...defined({ parameters }) };
}

function readPropertyName(value: unknown, reading: Reading): string | undefined {
  if (typeof value !== "string" || !/^[A-Za-z0-9-]{1,100}$/.test(value)) {
    return fault(reading, "invalid-property", "must be the name of a property, such as X-BOOKING-ID", value);
  }
  const name = value.toUpperCase();
  if (reserved.has(name) || reservedPrefixes.some((prefix) => name.startsWith(prefix))) {
    const message = `must not be ${name}, which is written by itself or changes the message`;
    return fault(reading, "reserved-property", message);
  }
  if (/^X-./.test(name) || Object.hasOwn(addableProperties, name)) return name;
  const registered = Object.keys(addableProperties).join(", ");
  return fault(reading, "reserved-property", `must begin with X-, or be one of ${registered}, got ${name}`);
}

function readValue(value: unknown, name: string | undefined, reading: Reading): string | undefined {
  if (typeof value !== "string") return wrongKind(reading, "text", value);
  if (value.length > longestValue)
    return fault(reading, "too-long", `must have at most ${longestValue} characters, got ${value.length}`);
  if (!oneLineText(value)) return fault(reading, "control-character", "must be one line of text", value);
  const form = rowOf<RegExp>(addableProperties, name ?? "");
  return form === undefined || form.test(value)
    ? value
    : fault(reading, "invalid-value", `must be a value of ${name} as its RFC writes it`, value);
}

/** TZID would need a VTIMEZONE, and VALUE another form of the value; where there is no default, URI is the one form. */
function readParameters(
  value: unknown,
  property: string | undefined,
  reading: Reading,
): Record<string, string> | undefined {
  const stated = property !== undefined && uris.has(property) ? { VALUE: "URI" } : undefined;
  if (value === undefined || value === null) return stated;
  if (!isRecord(value)) return wrongKind(reading, "an object of texts", value);
  const names = Object.keys(value);
  if (names.length > mostParameters)
    return fault(reading, "limit-exceeded", `must hold at most ${mostParameters}, got ${names.length}`);
  const pairs = names.flatMap((name): [string, string][] => {
    const text = value[name];
    if (stated !== undefined && /^VALUE$/i.test(name) && /^URI$/i.test(`${text}`)) return [];
    const sound = /^[A-Za-z0-9-]{1,100}$/.test(name) && !/^(?:TZID|VALUE|ENCODING|CHARSET)$/i.test(name);
    if (!sound) fault(at(reading, name), "invalid-parameter", "must not be the name of this parameter");
    else if (typeof text !== "string" || text === "" || text.length > longestValue || !oneLineText(text))
      fault(at(reading, name), "invalid-parameter", "must be one line of text", text);
    else return [[name.toUpperCase(), text]];
    return [];
  });
  return pairs.length === 0 ? stated : { ...stated, ...Object.fromEntries(pairs) };
}
