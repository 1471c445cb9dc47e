import type { HeaderField } from "../email/header/header-block.ts";
import { notAnEmail } from "../email/open/opened-email.ts";
import { readHeaderRecord } from "../email/parts/header-record.ts";
import type { ReadFile } from "../email/parts/mail-file.ts";
import { wrongArgument } from "../errors.ts";
import { isRecord, readOrRefuse } from "../input.ts";
import { defaultLimits } from "../limits.ts";
import { amazon } from "./amazon-ses.ts";
import { completeHeader } from "./complete-header.ts";
import { type Content, contentAt } from "./content.ts";
import { fileAt, lostContent, lostParameters } from "./file.ts";
import { type InboundEmail, openForm, openRaw } from "./inbound-email.ts";
import { judgeBy } from "./judge-by.ts";
import { addressesAt, listAt, objectAt, textAt } from "./payload.ts";

/** What the event leaves out and the API has. */
export interface ResendContent {
  /** What `raw.download_url` of the received email gives. */
  raw?: Content | undefined;
  /** The received email: `resend.emails.receiving.get(event.data.email_id)`. */
  email?: unknown | undefined;
  /** The attachment objects of the API, each with its content, of `download_url`, added. */
  attachments?: readonly unknown[] | undefined;
}

/**
 * A mail that Resend's `email.received` event is about, with the content that the API has: raw (better: nothing is lost,
 * and the only form with a verdict: that of Amazon SES, through which Resend takes mail in), or taken apart.
 *
 * The event is signed: check it before with `resend.webhooks.verify`.
 *
 * @throws {ItipError} `not-an-email` with the path of the field, `limit-exceeded`, `invalid-argument`.
 * @see https://resend.com/docs/api-reference/emails/retrieve-received-email
 *
 * @example
 * const { data } = await resend.emails.receiving.get(event.data.email_id);
 * const { email, authentication } = await fromResend(event, { raw: await fetch(data.raw.download_url) });
 */
export async function fromResend(event: unknown, content: ResendContent): Promise<InboundEmail> {
  const data = objectAt(objectAt(event, "event").data, "event.data");
  const { raw, email, ...others } = contentGiven(content);
  const mail = await contentAt(raw, "content.raw");
  if (mail !== undefined)
    return openRaw(mail, "content.raw", {
      judge: judgeBy("Resend", () => [], amazon),
      recipients: addressesAt(data.received_for),
    });
  if (email === undefined)
    throw notAnEmail(
      "content.raw",
      "must be the raw mail, or pass the email of the API: the event has no content",
    );
  return openApi(objectAt(email, "content.email"), others, data);
}

/** The email of the API. Its header tells no order of the fields, and one value of each: no verdict can be read from it. */
async function openApi(
  email: Record<string, unknown>,
  given: Record<string, unknown>,
  data: Record<string, unknown>,
): Promise<InboundEmail> {
  const text = textAt(email, "text", "content.email");
  const html = textAt(email, "html", "content.email");
  const { files, lost } = await filesIn(given, email);
  const header = isRecord(email.headers) ? [] : ["the header of the mail"];
  return openForm({ header: headerIn(email, data), text, html, files }, "content.email", "headers", {
    judge: judgeBy("Resend", () => []),
    recipients: addressesAt(data.received_for ?? email.received_for),
    lost: [...header, ...lost, ...lostParameters(files)],
  });
}

function contentGiven(content: unknown): Record<string, unknown> {
  const known = ["raw", "email", "attachments"];
  if (isRecord(content) && Object.keys(content).every((key) => known.includes(key))) return content;
  throw wrongArgument("content", `must be an object of ${known.join(", ")}`);
}

/** The header of the email, which the API gives by name. Fields that are missing there are taken from the email and the event. */
function headerIn(email: Record<string, unknown>, data: Record<string, unknown>): HeaderField[] {
  const fields = readOrRefuse("not-an-email", "content.email.headers", (reading) =>
    isRecord(email.headers) ? readHeaderRecord(email.headers, reading, defaultLimits) : [],
  );
  const beside = (member: string) => addressesAt(email[member] ?? data[member]).join(", ");
  const others = { subject: beside("subject"), "message-id": beside("message_id"), to: beside("to") };
  const from = textAt(email, "from", "content.email") ?? textAt(data, "from", "event.data");
  return completeHeader(fields, others, from);
}

async function filesIn(
  given: Record<string, unknown>,
  email: Record<string, unknown>,
): Promise<{ files: ReadFile[]; lost: string[] }> {
  const files: ReadFile[] = [];
  const carried = new Set<unknown>();
  for (const [index, file] of listAt(given, "attachments", "content", "emailParts").entries()) {
    const path = `content.attachments[${index}]`;
    const holder = objectAt(file, path);
    if (holder.content === undefined) continue;
    const filename = textAt(holder, "filename", path);
    const contentType = textAt(holder, "content_type", path);
    files.push(await fileAt({ content: holder.content }, path, { filename, contentType }));
    carried.add(holder.id ?? filename);
  }
  const named = listAt(email, "attachments", "content.email", "emailParts").filter(isRecord);
  const missing = named.filter(({ id, filename }) => !carried.has(id ?? filename));
  const lost = missing.map((file) => lostContent(textAt(file, "filename", "content.email")));
  return { files, lost };
}
