import { holdLimit, type Limits } from "../../limits.ts";
import { firstField, type HeaderField } from "../header/header-block.ts";
import { readHeaderValue } from "../header/header-value.ts";
import { type Leaf, leafOf } from "../open/leaf.ts";
import { lineFeeds, type Structure } from "../open/structure.ts";
import type { ReadFile } from "./mail-file.ts";

/** A mail in parts, each of them checked by type. */
export interface ReadParts {
  readonly header: readonly HeaderField[];
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly files: readonly ReadFile[];
}

/**
 * The parts as the search in a raw mail would give them.
 *
 * @throws {ItipError} `limit-exceeded`.
 */
export function partsStructure(parts: ReadParts, limits: Limits): Structure {
  const leaves = leavesOf(parts, isReport(parts.header, parts.files), limits);
  return { header: parts.header, leaves, findings: [] };
}

/** RFC 3464 section 2: a delivery status stands in a multipart/report and nowhere else; services do not always say so. */
function isReport(header: readonly HeaderField[], files: readonly ReadFile[]): boolean {
  const stated = firstField(header, "content-type");
  if (stated !== undefined) return readHeaderValue(stated).value === "multipart/report";
  return files.some(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type.value));
}

/** The texts, which are alternatives, then the files, numbered as IMAP numbers parts. */
function leavesOf({ text, html, files }: ReadParts, reported: boolean, limits: Limits): Leaf[] {
  const texts = [text, html].flatMap((body, index) => {
    if (body === undefined || body === "") return [];
    holdLimit(limits, "emailBytes", body.length);
    const type = { value: index === 0 ? "text/plain" : "text/html", parameters: decoded };
    return [{ type, octets: new TextEncoder().encode(body) }];
  });
  const leaves = [...texts, ...files].map(({ type, octets }, index): Leaf => {
    const shown = index < texts.length;
    const leaf = leafOf(shown ? [] : attached, type, `${index + 1}`, [], octets, 0);
    // Whether a calendar was shown or attached is lost; RFC 6047 section 2.4 has it shown.
    const distance = type.value === "text/calendar" ? "inline" : leaf.distance;
    return { ...leaf, ...(shown ? { alternative: 1 } : {}), distance, reported, end: octets.length };
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
    read.reduce((sum, { source }) => sum + lineFeeds(source) + 1, 0),
  );
}
