import { at, atIndex, type Reading, readRecord, required, wrongKind } from "../../input.ts";
import { holdLimit, type Limits } from "../../limits.ts";
import type { HeaderValue } from "../header/header-value.ts";
import { typeOf } from "../open/leaf.ts";
import { heldContent } from "../text/plain-octets.ts";
import { givenText, oneLine } from "./header-record.ts";

/** A part with its octets. */
export interface ReadFile {
  readonly type: HeaderValue;
  readonly octets: Uint8Array;
}

export function readFiles(value: unknown, reading: Reading, limits: Limits): ReadFile[] {
  if (value === undefined) required(reading);
  else if (!Array.isArray(value)) wrongKind(reading, "a list of files", value);
  if (!Array.isArray(value)) return [];
  holdLimit(limits, "emailParts", value.length);
  return value.flatMap((file: unknown, index) => readFile(file, atIndex(reading, index), limits));
}

function readFile(file: unknown, reading: Reading, limits: Limits): ReadFile[] {
  const members = ["contentType", "filename", "content"];
  const given = readRecord(file, members, reading, "a file, { contentType, filename, content }");
  if (given === undefined) return [];
  const contentType = givenText(given.contentType, at(reading, "contentType"));
  if (contentType === undefined) required(at(reading, "contentType"));
  const filename = givenText(given.filename, at(reading, "filename"));
  const content = heldContent(given.content);
  if (content !== undefined) return [mailFile(contentType ?? "", filename, content, limits)];
  wrongKind(at(reading, "content"), "text or a Uint8Array", given.content);
  return [];
}

/** A part of its Content-Type, its name and its content: octets, or text that is decoded already. */
export function mailFile(
  contentType: string,
  filename: string | undefined,
  content: string | Uint8Array,
  limits: Limits,
): ReadFile {
  holdLimit(limits, "emailBytes", content.length);
  const octets = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { type: typeOfFile(contentType, filename, typeof content === "string", limits), octets };
}

/** Text that was decoded already is written as UTF-8 again, whatever charset it came in. */
function typeOfFile(
  contentType: string,
  filename: string | undefined,
  decoded: boolean,
  limits: Limits,
): HeaderValue {
  const value = oneLine(contentType, limits);
  const type = typeOf([{ name: "content-type", value }], "application/octet-stream");
  const named = [...type.parameters, ...(filename === undefined ? [] : [["name", filename] as const])];
  return { value: type.value, parameters: new Map(decoded ? [...named, ["charset", "utf-8"]] : named) };
}
