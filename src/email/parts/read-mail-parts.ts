import { ItipError, kindOf } from "../../errors.ts";
import { at, fault, isRecord, type Reading } from "../../input.ts";
import type { Limits } from "../../limits.ts";
import type { Structure } from "../open/structure.ts";
import { readFiles } from "./mail-file.ts";
import { readText, refuseUnknown } from "./member.ts";
import { partsStructure } from "./parts-structure.ts";
import { statedHeader } from "./stated-header.ts";

const members = [
  ..."from to date subject messageId inReplyTo references headers text html files".split(" "),
] as const;

/**
 * The header and the leaves of a mail that somebody else has parsed, as the search in a raw mail would give them.
 *
 * @throws {ItipError} `invalid-argument`, with every member that is wrong; `limit-exceeded`.
 */
export function readMailParts(parts: unknown, limits: Limits): Structure {
  const reading: Reading = { path: "parts", problems: [] };
  if (!isRecord(parts)) fault(reading, "invalid-type", `must be an object, got ${kindOf(parts)}`);
  const given = isRecord(parts) ? parts : { files: [] };
  refuseUnknown(given, members, reading);
  const header = statedHeader(given, reading, limits);
  const text = readText(given.text, at(reading, "text"));
  const html = readText(given.html, at(reading, "html"));
  const files = readFiles(given.files, at(reading, "files"), limits);
  if (reading.problems.length > 0) throw new ItipError("invalid-argument", reading.problems);
  return partsStructure({ header, text, html, files }, limits);
}
