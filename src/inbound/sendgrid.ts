import { type HeaderField, readHeaderBlock } from "../email/header/header-block.ts";
import type { ReadFile } from "../email/parts/mail-file.ts";
import type { MethodResult } from "../email/verdict/read-results.ts";
import { isRecord } from "../input.ts";
import { defaultLimits } from "../limits.ts";
import { completeHeader } from "./complete-header.ts";
import { contentAt } from "./content.ts";
import { fileAt, lostCount, lostParameters } from "./file.ts";
import { type Form, type FormInput, fileNamesIn, formOf } from "./form.ts";
import { type InboundEmail, openForm, openRaw } from "./inbound-email.ts";
import { found, judgeBy } from "./judge-by.ts";
import { addressesAt, jsonIn, textAt } from "./payload.ts";

/**
 * A mail of SendGrid's Inbound Parse: raw, where "POST the raw, full MIME message" is on (better: nothing is lost), or taken
 * apart.
 *
 * The verdict is SendGrid's own: `dkim`, by signing domain, and `SPF`, for the sender of the envelope. Check the signature of the
 * request before, where the setting has a security policy (`EventWebhook.verifySignature` of `@sendgrid/eventwebhook`).
 *
 * @throws {ItipError} `not-an-email` with the path of the field, `limit-exceeded`.
 * @see https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/setting-up-the-inbound-parse-webhook
 *
 * @example
 * const { email, authentication } = await fromSendGrid(await request.formData());
 */
export async function fromSendGrid(form: FormInput): Promise<InboundEmail> {
  const given = formOf(form, "form");
  const envelope = jsonAt(given, "envelope");
  const delivery = {
    judge: judgeBy("SendGrid", (fields) => verdictsIn(given, envelope, fields)),
    recipients: addressesAt(envelope.to),
  };
  const raw = await contentAt(given.email, "form.email");
  if (raw !== undefined) return openRaw(raw, "form.email", delivery);
  const text = textAt(given, "text", "form");
  const html = textAt(given, "html", "form");
  const files = await filesIn(given);
  const header = headerIn(given);
  return openForm({ header, text, html, files }, "form", "email", {
    ...delivery,
    lost: [...lostFields(given, files.length), ...lostParameters(files)],
  });
}

function jsonAt(given: Form, name: string): Record<string, unknown> {
  const value = jsonIn(textAt(given, name, "form") ?? "{}");
  return isRecord(value) ? value : {};
}

/** `headers` is the header as it came; From, To and Subject stand beside it too. */
function headerIn(given: Form): HeaderField[] {
  const block = new TextEncoder().encode(textAt(given, "headers", "form") ?? "");
  const { fields } = readHeaderBlock(block, 0, defaultLimits);
  const [to, cc, subject] = ["to", "cc", "subject"].map((name) => textAt(given, name, "form"));
  return completeHeader(fields, { to, cc, subject }, textAt(given, "from", "form"));
}

/** `attachment1` and so on; what they are is said in `attachment-info` too. */
async function filesIn(given: Form): Promise<ReadFile[]> {
  const info = jsonAt(given, "attachment-info");
  const files: ReadFile[] = [];
  for (const name of fileNamesIn(given, "attachment")) {
    const facts = isRecord(info[name]) ? info[name] : {};
    const path = `form.attachment-info.${name}`;
    const [filename, type, charset] = ["filename", "type", "charset"].map((key) => textAt(facts, key, path));
    const contentType = type === undefined || charset === undefined ? type : `${type}; charset="${charset}"`;
    files.push(await fileAt(given[name], `form.${name}`, { filename, contentType }));
  }
  return files;
}

function lostFields(given: Form, carried: number): string[] {
  const header = textAt(given, "headers", "form") === undefined ? ["the header of the mail"] : [];
  return [...header, ...lostCount(textAt(given, "attachments", "form"), carried), ...lostCharacters(given)];
}

/** The text comes in the mail's own charset; whoever reads the form as UTF-8 has U+FFFD where it is another one. */
function lostCharacters(given: Form): string[] {
  const charsets = jsonAt(given, "charsets");
  return ["text", "html", "subject"].flatMap((name) => {
    const charset = textAt(charsets, name, "form.charsets") ?? "utf-8";
    if (/^(?:utf-?8|us-ascii)$/i.test(charset)) return [];
    const isBroken = textAt(given, name, "form")?.includes("\ufffd") === true;
    return isBroken ? [`characters of the ${name}, which is not in UTF-8`] : [];
  });
}

/** `{@example.com : pass, @example.net : fail}` and `pass`. */
function verdictsIn(
  given: Form,
  envelope: Record<string, unknown>,
  fields: readonly HeaderField[],
): MethodResult[] {
  const spf = textAt(given, "SPF", "form");
  const sender = textAt(envelope, "from", "form.envelope");
  const dkim = fields.some(hasComma) ? "" : (textAt(given, "dkim", "form") ?? "").replace(/[{}"]/g, "");
  const signatures = dkim
    .split(",")
    .slice(0, 100)
    .flatMap((signature) => {
      const colon = signature.lastIndexOf(":");
      const signer = signature.slice(0, Math.max(0, colon)).trim();
      return signer === "" ? [] : found("dkim", signature.slice(colon + 1), "header.d", signer);
    });
  return [...signatures, ...found("spf", spf, "smtp.mailfrom", sender)];
}

/**
 * Whether a signature has a comma in a tag, plain or encoded (RFC 6376 section 2.11). SendGrid repeats the identity (`i=`) and other tags
 * as the sender wrote them, so that one with a comma reads as a list of results. Copied header fields (`z=`) are not repeated.
 */
function hasComma({ name, value }: HeaderField): boolean {
  if (name !== "dkim-signature" && name !== "domainkey-signature") return false;
  return value
    .split(";")
    .some((tag) => !/^\s*z\s*=/.test(tag) && /,|=2c/i.test(tag.slice(tag.indexOf("=") + 1)));
}
