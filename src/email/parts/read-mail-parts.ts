import { ItipError } from "../../errors.ts";
import { at, fault, isRecord, type Reading } from "../../input.ts";
import { holdLimit, type Limits } from "../../limits.ts";
import { firstField, type HeaderField } from "../open/header-block.ts";
import { readHeaderValue } from "../open/header-value.ts";
import { type Leaf, leafOf } from "../open/leaf.ts";
import type { Structure } from "../open/structure.ts";
import { type ReadFile, readFiles } from "./mail-file.ts";
import { readText, refuseUnknown } from "./member.ts";
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
  if (!isRecord(parts)) fault(reading, "invalid-type", "this must be an object");
  const given = isRecord(parts) ? parts : { files: [] };
  refuseUnknown(given, members, reading);
  const header = statedHeader(given, reading, limits);
  const bodies = [readText(given.text, at(reading, "text")), readText(given.html, at(reading, "html"))];
  const files = readFiles(given.files, at(reading, "files"), limits);
  if (reading.problems.length > 0) throw new ItipError("invalid-argument", reading.problems);
  const leaves = leavesOf(bodies, files, isReport(header, files), limits);
  return { header, leaves, findings: [] };
}

/** RFC 3464 section 2: a delivery status stands in a multipart/report and nowhere else; services do not always say so. */
function isReport(header: readonly HeaderField[], files: readonly ReadFile[]): boolean {
  const stated = firstField(header, "content-type");
  if (stated !== undefined) return readHeaderValue(stated).value === "multipart/report";
  return files.some(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type.value));
}

/** The texts, which are alternatives, then the files, numbered as IMAP numbers parts. */
function leavesOf(
  bodies: readonly (string | undefined)[],
  files: readonly ReadFile[],
  reported: boolean,
  limits: Limits,
): Leaf[] {
  const texts = bodies.flatMap((body, index) => {
    if (body === undefined || body === "") return [];
    holdLimit(limits, "emailBytes", body.length);
    const type = { value: index === 0 ? "text/plain" : "text/html", parameters: decoded };
    return [{ type, octets: new TextEncoder().encode(body) }];
  });
  const leaves = [...texts, ...files].map(({ type, octets }, index): Leaf => {
    const shown = index < texts.length;
    const leaf = leafOf(shown ? [] : attached, type, `${index + 1}`, [], octets, 0);
    return { ...leaf, ...(shown ? { alternative: 1 } : {}), reported, end: octets.length };
  });
  holdSizes(leaves, limits);
  return leaves;
}

/** Text that was decoded is written as UTF-8 again. */
const decoded: ReadonlyMap<string, string> = new Map([["charset", "utf-8"]]);

/** A file is no text for people, whatever its type. */
const attached: readonly HeaderField[] = [{ name: "content-disposition", value: "attachment" }];

function holdSizes(leaves: readonly Leaf[], limits: Limits): void {
  holdLimit(limits, "emailParts", leaves.length);
  holdLimit(
    limits,
    "emailBytes",
    leaves.reduce((sum, { end }) => sum + end, 0),
  );
  const read = leaves.filter(({ role }) => !["other", "tnef", "encrypted", "message"].includes(role));
  holdLimit(
    limits,
    "emailLines",
    read.reduce((sum, { source }) => sum + linesOf(source), 0),
  );
}

function linesOf(octets: Uint8Array): number {
  let lines = 1;
  for (let at = 0; at < octets.length; at += 1) if (octets[at] === 0x0a) lines += 1;
  return lines;
}
