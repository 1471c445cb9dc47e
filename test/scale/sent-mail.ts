import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { composeEmail, type OutgoingMessage } from "../../src/index.ts";
import { keyOf } from "./key-of.ts";

/** A mail that has left the house, as its receiver could see it. */
export interface SentMail {
  /** Which message it is, see {@link keyOf}. */
  readonly key: string;
  readonly messageId: string;
  /** SHA-256 of the whole mail. */
  readonly digest: string;
}

/** What would be seen of a message on the wire. */
export function sentMailOf(message: OutgoingMessage, { messageId, raw } = composeEmail(message)): SentMail {
  return { key: keyOf(message), messageId, digest: createHash("sha256").update(raw).digest("hex") };
}

/** Sends an email for good: what stands in this file has arrived, whatever becomes of the process that wrote it. */
export function sendInto(file: string, mail: SentMail): void {
  // A line that a dead process has cut off ends here: that mail did not arrive.
  appendFileSync(file, `\n${JSON.stringify(mail)}\n`);
}

/** All that has arrived, as often as it did. */
export function arrivedIn(file: string): SentMail[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line): SentMail[] => (line.endsWith("}") ? [JSON.parse(line)] : []));
}
