import { isOctets } from "../builtin.ts";
import { notAnEmail } from "../email/open/opened-email.ts";
import { mailFile, type ReadFile } from "../email/parts/mail-file.ts";
import { excerpt } from "../errors.ts";
import { isRecord } from "../input.ts";
import { defaultLimits } from "../limits.ts";
import { contentOf, hasMethod } from "./content.ts";

/** A file as forms and APIs hand it over: a File or a Blob, octets, or an object around either. */
export type FileInput =
  | Uint8Array
  | { arrayBuffer(): Promise<ArrayBuffer>; type: string; name?: string | undefined }
  | { filename?: string | undefined; contentType?: string | undefined; content: string | Uint8Array };

/** What is known of a file beside its content. */
interface FileFacts {
  readonly filename?: string | undefined;
  readonly contentType?: string | undefined;
}

/**
 * A file of a form.
 *
 * @param facts What the form says about it in another place; what the file itself says goes before.
 * @throws {ItipError} `not-an-email` with the path, `limit-exceeded`.
 */
export async function fileAt(value: unknown, path: string, facts: FileFacts = {}): Promise<ReadFile> {
  const own = isRecord(value) && !isOctets(value) ? value : {};
  const blob = hasMethod(own, "arrayBuffer");
  const filename = textOf(blob ? own.name : own.filename) ?? facts.filename;
  const contentType = textOf(blob ? own.type : own.contentType) ?? facts.contentType;
  const wrapped = !blob && "content" in own;
  const content = await contentOf(wrapped ? own.content : value, wrapped ? `${path}.content` : path);
  if (typeof content === "string" && !wrapped) throw notAnEmail(path, "must be a file, got text");
  return mailFile(contentType ?? "application/octet-stream", filename, content, defaultLimits);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** What forms drop of calendar parts: RFC 6047 section 2.4 puts the method and the charset into the Content-Type. */
export function lostParameters(files: readonly ReadFile[]): string[] {
  return files.flatMap(({ type }) => {
    if (type.value !== "text/calendar" && type.value !== "application/ics") return [];
    const missing = ["method", "charset"].filter((name) => !type.parameters.has(name));
    return missing.map(
      (name) => `the ${name} of the calendar part ${quotedName(type.parameters.get("name"))}`,
    );
  });
}

/** How many files a form tells of and does not hold: `count` is what it says. */
export function lostCount(count: string | undefined, held: number): string[] {
  const told = Number(count ?? 0);
  return Number.isSafeInteger(told) && told > held ? [`${told - held} of ${told} files`] : [];
}

/** What is lost of a file that is named and not there. */
export function lostContent(filename: string | undefined): string {
  return `the content of the file ${quotedName(filename)}`;
}

function quotedName(filename: string | undefined): string {
  return filename === undefined ? "without a name" : `"${excerpt(filename)}"`;
}
