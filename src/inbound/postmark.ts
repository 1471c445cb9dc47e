import { addressText } from "../email/address-text.ts";
import type { HeaderField } from "../email/header/header-block.ts";
import { fieldName, oneLine } from "../email/parts/header-record.ts";
import { mailFile, type ReadFile } from "../email/parts/mail-file.ts";
import { authorDomain } from "../email/verdict/judge-author.ts";
import { readHop } from "../email/verdict/read-hop.ts";
import type { MethodResult } from "../email/verdict/read-results.ts";
import { defined, isRecord } from "../input.ts";
import { defaultLimits } from "../limits.ts";
import { octetsOfBase64 } from "./base64.ts";
import { completeHeader } from "./complete-header.ts";
import { lostContent, lostParameters } from "./file.ts";
import { type InboundEmail, openForm, openRaw } from "./inbound-email.ts";
import { found, judgeBy } from "./judge-by.ts";
import { addressesAt, listAt, objectAt, textAt } from "./payload.ts";
import { receivedSpf } from "./received-spf.ts";

/**
 * The body of Postmark's inbound webhook: raw, where "Include raw email content in JSON payload" is on (better: nothing is
 * lost), or taken apart.
 *
 * The verdict is Postmark's own: `Received-SPF` for the sender of the envelope, and SpamAssassin's `DKIM_VALID_AU` in `X-Spam-Tests`, a
 * valid signature of the author's domain, where they stand above Postmark's own Received fields. Postmark signs nothing: protect the address of the webhook by basic authentication.
 *
 * @throws {ItipError} `not-an-email` with the path of the field, `limit-exceeded`.
 * @see https://postmarkapp.com/developer/webhooks/inbound-webhook
 *
 * @example
 * const { email, authentication } = await fromPostmark(await request.json());
 */
export async function fromPostmark(body: unknown): Promise<InboundEmail> {
  const given = objectAt(body, "body");
  const listed = listAt(given, "Headers", "body", "emailHeaders").map(fieldAt);
  const delivery = {
    judge: judgeBy("Postmark", (fields) => verdictsIn(listed.length > 0 ? listed : fields, fields)),
    recipients: addressesAt(given.OriginalRecipient),
  };
  const raw = textAt(given, "RawEmail", "body");
  if (raw !== undefined) return openRaw(raw, "body.RawEmail", delivery);
  const text = textAt(given, "TextBody", "body");
  const html = textAt(given, "HtmlBody", "body");
  const { files, lost } = filesIn(given);
  const header = headerIn(given, listed);
  return openForm({ header, text, html, files }, "body", "RawEmail", {
    ...delivery,
    lost: [...(listed.length === 0 ? ["the header of the mail"] : []), ...lost, ...lostParameters(files)],
  });
}

function fieldAt(field: unknown, index: number): HeaderField {
  const path = `body.Headers[${index}]`;
  const holder = objectAt(field, path);
  const [name = "", value = ""] = ["Name", "Value"].map((key) => textAt(holder, key, path));
  return { name: fieldName(name), value: oneLine(value, defaultLimits) };
}

/** Postmark keeps From, To, Subject and Date apart from the other fields. */
function headerIn(given: Record<string, unknown>, listed: readonly HeaderField[]): HeaderField[] {
  const [to, cc, subject, date] = ["To", "Cc", "Subject", "Date"].map((name) => textAt(given, name, "body"));
  return completeHeader(listed, { to, cc, subject, date }, authorIn(given));
}

function authorIn(given: Record<string, unknown>): string | undefined {
  if (!isRecord(given.FromFull)) return textAt(given, "From", "body");
  const email = textAt(given.FromFull, "Email", "body.FromFull");
  const name = textAt(given.FromFull, "Name", "body.FromFull");
  return email === undefined ? undefined : addressText({ email, ...defined({ name }) });
}

function filesIn(given: Record<string, unknown>): { files: ReadFile[]; lost: string[] } {
  const files: ReadFile[] = [];
  const lost: string[] = [];
  for (const [index, file] of listAt(given, "Attachments", "body", "emailParts").entries()) {
    const path = `body.Attachments[${index}]`;
    const holder = objectAt(file, path);
    const name = textAt(holder, "Name", path);
    const type = textAt(holder, "ContentType", path) ?? "application/octet-stream";
    const content = textAt(holder, "Content", path);
    if (content !== undefined) files.push(mailFile(type, name, octetsOfBase64(content), defaultLimits));
    else if (Number(holder.ContentLength) > 0) lost.push(lostContent(name));
  }
  return { files, lost };
}

/** Where a field stands twice, somebody else may have written one of them: then both must say so. */
function verdictsIn(header: readonly HeaderField[], fields: readonly HeaderField[]): MethodResult[] {
  const own = aboveHop(header);
  const valuesOf = (name: string) => own.filter((field) => field.name === name).map(({ value }) => value);
  const spf = valuesOf("received-spf").map(receivedSpf);
  const weakest = spf.find(({ result }) => result !== "pass") ?? spf[0];
  const sender = new Set(spf.map((one) => one.sender)).size === 1 ? weakest?.sender : undefined;
  const tests = valuesOf("x-spam-tests");
  const signed = tests.length > 0 && tests.every((value) => value.split(/[\s,]+/).includes("DKIM_VALID_AU"));
  const author = authorDomain(fields);
  return [
    ...found("spf", weakest?.result, "smtp.mailfrom", sender),
    ...found("dkim", signed ? "pass" : undefined, "header.d", author),
  ];
}

/**
 * The fields above the hop into Postmark, the first Received field that names a client. Postmark tests no large mail, and writes no
 * Received-SPF into some: what stands below is then the sender's word alone. An example without any Received field counts as a whole.
 */
function aboveHop(fields: readonly HeaderField[]): readonly HeaderField[] {
  const hop = fields.findIndex(({ name, value }) => name === "received" && readHop(value).from !== undefined);
  return hop < 0 ? fields : fields.slice(0, hop);
}
