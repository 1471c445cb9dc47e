import type { HeaderField } from "../email/header/header-block.ts";
import { notAnEmail } from "../email/open/opened-email.ts";
import { authorDomain } from "../email/verdict/judge-author.ts";
import type { MethodResult } from "../email/verdict/read-results.ts";
import { kindOf } from "../errors.ts";
import { isRecord, readVerbOptions } from "../input.ts";
import { octetsOfBase64 } from "./base64.ts";
import { type Content, contentOf } from "./content.ts";
import { type InboundEmail, openRaw } from "./inbound-email.ts";
import { found, judgeBy } from "./judge-by.ts";
import { addressesAt, jsonIn, objectAt, textAt } from "./payload.ts";

/** Amazon SES writes its Authentication-Results under this name. */
export const amazon = { servers: ["amazonses.com"], sealers: [] };

/**
 * A mail that Amazon SES has received: the SNS notification (as the endpoint gets it, as Lambda or SQS hand it on, or its
 * `Message` alone), or the event of the Lambda action.
 *
 * Only the SNS action carries the mail itself; for the S3 and the Lambda action, pass what lies in the bucket as `raw`.
 * An SNS message is signed: check it before with `sns-validator` (`validate(message, callback)`).
 *
 * @throws {ItipError} `not-an-email` with the path of the field, `limit-exceeded`, `invalid-argument`.
 * @see https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html
 *
 * @example
 * const object = await s3.send(new GetObjectCommand({ Bucket, Key }));
 * const { email, authentication } = await fromAmazonSes(event, { raw: await object.Body.transformToByteArray() });
 */
export async function fromAmazonSes(
  notification: unknown,
  options?: { raw?: Content | undefined },
): Promise<InboundEmail> {
  const { value, path } = receivedIn(notification, "notification", 0);
  const receipt = objectAt(value.receipt, `${path}.receipt`);
  const mail = objectAt(value.mail, `${path}.mail`);
  const { raw: given } = readVerbOptions(options, ["raw"], (all) => all);
  const raw = given === undefined ? contentIn(value, receipt, path) : await contentOf(given, "options.raw");
  return openRaw(raw, given === undefined ? `${path}.content` : "options.raw", {
    judge: judgeBy(
      "Amazon SES",
      (fields) => verdictsIn(receipt, textAt(mail, "source", `${path}.mail`), fields),
      amazon,
    ),
    recipients: addressesAt(receipt.recipients),
  });
}

interface Found {
  readonly value: Record<string, unknown>;
  readonly path: string;
}

/** SNS in SQS in Lambda is three envelopes. */
const mostEnvelopes = 4;

/** The notification inside whatever carried it. */
function receivedIn(given: unknown, path: string, depth: number): Found {
  const value = objectAt(given, path);
  if (isRecord(value.receipt) || depth === mostEnvelopes) return { value, path };
  const records = Array.isArray(value.Records) ? value.Records : [];
  const [record]: readonly unknown[] = records;
  if (records.length > 1) throw notAnEmail(`${path}.Records`, "must be one record: hand in each in turn");
  if (isRecord(record)) return receivedIn(record, `${path}.Records[0]`, depth + 1);
  for (const key of ["ses", "Sns", "Message", "body"]) {
    const inner = typeof value[key] === "string" ? jsonIn(value[key]) : value[key];
    if (isRecord(inner)) return receivedIn(inner, `${path}.${key}`, depth + 1);
  }
  throw notAnEmail(`${path}.receipt`, `must be what SES received, got ${kindOf(value.receipt)}`);
}

/** The mail in a notification of the SNS action, which encodes it as the action says. */
function contentIn(
  value: Record<string, unknown>,
  receipt: Record<string, unknown>,
  path: string,
): string | Uint8Array {
  const content = textAt(value, "content", path);
  if (content === undefined)
    throw notAnEmail(
      `${path}.content`,
      "must be the mail, which the SNS action alone carries: pass what lies in S3 as options.raw",
    );
  const encoding = isRecord(receipt.action) ? receipt.action.encoding : undefined;
  return typeof encoding === "string" && encoding.toUpperCase() === "BASE64"
    ? octetsOfBase64(content)
    : content;
}

/** The verdicts of the receipt. That on DKIM names no domain; Authentication-Results in the mail do. */
function verdictsIn(
  receipt: Record<string, unknown>,
  source: string | undefined,
  fields: readonly HeaderField[],
): MethodResult[] {
  return [
    ...found("dmarc", resultOf(receipt.dmarcVerdict), "header.from", authorDomain(fields)),
    ...found("spf", resultOf(receipt.spfVerdict), "smtp.mailfrom", source),
  ];
}

/** GRAY says that the domain has no policy, PROCESSING_FAILED that SES could not look. */
function resultOf(verdict: unknown): string | undefined {
  const status = isRecord(verdict) ? verdict.status : undefined;
  return status === "PASS" || status === "FAIL" ? status : undefined;
}
