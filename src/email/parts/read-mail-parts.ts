import { ItipError } from "../../errors.ts";
import { at, type Reading, readRecord } from "../../input.ts";
import type { Limits } from "../../limits.ts";
import type { Structure } from "../open/structure.ts";
import { givenText } from "./header-record.ts";
import { readFiles } from "./mail-file.ts";
import { partsStructure } from "./parts-structure.ts";
import { statedHeader } from "./stated-header.ts";

const members =
  /* @__PURE__ */ "from to date subject messageId inReplyTo references headers text html files".split(" ");

/**
 * The header and the leaves of a mail that somebody else has parsed, as the search in a raw mail would give them.
 *
 * @throws {ItipError} `invalid-argument`, with every member that is wrong; `limit-exceeded`.
 */
export function readMailParts(parts: unknown, limits: Limits): Structure {
  const reading: Reading = { path: "parts", problems: [] };
  const given = readRecord(parts, members, reading) ?? { files: [] };
  const header = statedHeader(given, reading, limits);
  const text = givenText(given.text, at(reading, "text"));
  const html = givenText(given.html, at(reading, "html"));
  const files = readFiles(given.files, at(reading, "files"), limits);
  if (reading.problems.length > 0) throw new ItipError("invalid-argument", reading.problems);
  return partsStructure({ header, text, html, files }, limits);
}
