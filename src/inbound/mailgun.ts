import type { HeaderField } from "../email/header/header-block.ts";
import { notAnEmail } from "../email/open/opened-email.ts";
import { fieldName, oneLine } from "../email/parts/header-record.ts";
import type { ReadFile } from "../email/parts/mail-file.ts";
import { domainIn, type MethodResult } from "../email/verdict/read-results.ts";
import { tagOf } from "../email/verdict/tag-of.ts";
import { kindOf } from "../errors.ts";
import { isRecord } from "../input.ts";
import { defaultLimits, holdLimit } from "../limits.ts";
import { completeHeader } from "./complete-header.ts";
import { contentAt } from "./content.ts";
import { fileAt, lostContent, lostCount, lostParameters } from "./file.ts";
import { type Form, type FormInput, fileNamesIn, formOf } from "./form.ts";
import { type InboundEmail, openForm, openRaw } from "./inbound-email.ts";
import { found, judgeBy } from "./judge-by.ts";
import { addressesAt, jsonIn, textAt } from "./payload.ts";

/**
 * A mail that a route of Mailgun forwards: raw, where the address of the webhook ends in `/mime` (better: nothing is
 * lost), or taken apart.
 *
 * The verdict is Mailgun's own, which it writes only where the spam filter of the domain is on: `X-Mailgun-Spf`, for the sender of the
 * envelope, and `X-Mailgun-Dkim-Check-Result`, which names no domain and counts where every signature is the author's domain's. Both count
 * in one place with `X-Mailgun-Incoming`, which Mailgun writes into every mail. The form is signed: check `timestamp`, `token` and
 * `signature` before (HMAC-SHA256 under the webhook signing key).
 *
 * @throws {ItipError} `not-an-email` with the path of the field, `limit-exceeded`.
 * @see https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store/receive-http
 *
 * @example
 * const { email, authentication } = await fromMailgun(await request.formData());
 */
export async function fromMailgun(form: FormInput): Promise<InboundEmail> {
  const given = formOf(form, "form");
  const recipients = (textAt(given, "recipient", "form") ?? "").split(",").slice(0, 1_000);
  const sender = textAt(given, "sender", "form");
  const delivery = {
    judge: judgeBy("Mailgun", (fields) => verdictsIn(fields, given, sender)),
    recipients: addressesAt(recipients),
  };
  const raw = await contentAt(given["body-mime"], "form.body-mime");
  if (raw !== undefined) return openRaw(raw, "form.body-mime", delivery);
  const header = headerIn(given);
  const text = textAt(given, "body-plain", "form");
  const html = htmlIn(given);
  const files = await filesIn(given);
  return openForm({ header, text, html, files }, "form", "body-mime", {
    ...delivery,
    lost: [...lostHeader(given), ...lostFiles(given, files.length), ...lostParameters(files)],
  });
}

/** `[["From", "…"], …]` in the order of the mail; where that list is absent, the header fields that stand beside it in the form. */
function headerIn(given: Form): HeaderField[] {
  const list = jsonIn(textAt(given, "message-headers", "form") ?? "[]");
  if (!Array.isArray(list))
    throw notAnEmail("form.message-headers", `must be a list of names and values, got ${kindOf(list)}`);
  holdLimit(defaultLimits, "emailHeaders", list.length);
  const fields = list.flatMap((pair: unknown) => {
    const [name, value]: readonly unknown[] = Array.isArray(pair) ? pair : [];
    if (typeof name !== "string" || typeof value !== "string") return [];
    return [{ name: fieldName(name), value: oneLine(value, defaultLimits) }];
  });
  const beside = ["Subject", "Date", "Message-Id", "In-Reply-To", "References", "To"].map((name) => {
    const lower = name.toLowerCase();
    return [lower, textAt(given, name, "form") ?? textAt(given, lower, "form")];
  });
  return completeHeader(fields, Object.fromEntries(beside), textAt(given, "from", "form"));
}

/** One HTML part, or several as a list. */
function htmlIn(given: Form): string | undefined {
  const value = given["body-html"];
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = all.slice(0, 20).filter((one) => typeof one === "string" && one !== "");
  return texts.length === 0 ? undefined : texts.join("\n");
}

async function filesIn(given: Form): Promise<ReadFile[]> {
  const files: ReadFile[] = [];
  for (const name of fileNamesIn(given, "attachment-")) files.push(await fileAt(given[name], `form.${name}`));
  return files;
}

function lostHeader(given: Form): string[] {
  return textAt(given, "message-headers", "form") === undefined ? ["the header of the mail"] : [];
}

/** Where files are missing: `attachment-count` says more than there are, or `attachments` of a stored message lists where to fetch them. */
function lostFiles(given: Form, carried: number): string[] {
  const stored = jsonIn(textAt(given, "attachments", "form") ?? "[]");
  const named: readonly unknown[] = Array.isArray(stored) ? stored.slice(0, 100) : [];
  const names = named.map((file) =>
    isRecord(file) && typeof file.name === "string" ? file.name : undefined,
  );
  return [
    ...names.map(lostContent),
    ...lostCount(textAt(given, "attachment-count", "form"), carried + named.length),
  ];
}

/** Mailgun's results in the header of the mail, and in the form, which repeats them; a field that the sender wrote is repeated too. */
function verdictsIn(fields: readonly HeaderField[], given: Form, sender: string | undefined): MethodResult[] {
  const own = ownFields(fields);
  const said = (name: string) => [
    ...(own ?? fields).filter((field) => field.name === name.toLowerCase()).map(({ value }) => value),
    ...(own === undefined ? addressesAt(given[name]) : []),
  ];
  const spf = worst(said("X-Mailgun-Spf"));
  const dkim = worst(said("X-Mailgun-Dkim-Check-Result"));
  const signers = fields
    .filter(({ name }) => name === "dkim-signature")
    .map(({ value }) => tagOf(value, "d") ?? "");
  return [...found("spf", spf, "smtp.mailfrom", sender), ...signedBy(signers, dkim)];
}

/** Mailgun writes its fields in one place, X-Mailgun-Incoming among them: what stands beyond a Received field came with the mail. */
function ownFields(fields: readonly HeaderField[]): HeaderField[] | undefined {
  const places: HeaderField[][] = [[]];
  for (const field of fields) {
    if (field.name === "received") places.push([]);
    else places.at(-1)?.push(field);
  }
  return places.find((place) => place.some(({ name }) => name === "x-mailgun-incoming"));
}

/** One result for all signatures: which of several it is about, nobody can tell. */
function signedBy(signers: readonly string[], dkim: string | undefined): MethodResult[] {
  const results = signers.flatMap((signer) => found("dkim", dkim, "header.d", signer));
  const domains = new Set(results.map((result) => domainIn(result, "header.d")));
  return domains.size === 1 ? results.slice(0, 1) : [];
}

/** The value that is not a pass, if there is one: where a field stands twice, somebody else may have written one of them. */
function worst(values: readonly string[]): string | undefined {
  return values.find((value) => value.trim().toLowerCase() !== "pass") ?? values[0];
}
