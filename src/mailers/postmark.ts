import { base64, base64OfText } from "../base64.ts";
import { addressText } from "../email/address-text.ts";
import { composeEmail } from "../email/compose/compose.ts";
import type { ComposeOptions } from "../email/compose/options.ts";
import { defined } from "../input.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import { customHeaders } from "./mail-fields.ts";
import type { MailerRequest } from "./request.ts";

/** The JSON of Postmark's `POST /email`. */
export interface PostmarkMail {
  /** The author, with a name. */
  From: string;
  /** The recipient, with a name. */
  To: string;
  /** Where a reader's own words go. */
  ReplyTo?: string;
  /** The subject, unencoded. */
  Subject: string;
  /** The letter as plain text. */
  TextBody: string;
  /** The letter as HTML. */
  HtmlBody: string;
  /** Further headers. */
  Headers: { Name: string; Value: string }[];
  /** `ContentID` stands in the type of the official SDK: nothing in the text refers to a file. */
  Attachments: { Name: string; Content: string; ContentType: string; ContentID: null }[];
}

/**
 * A message for Postmark, which knows text, HTML and attachments, and no further alternative: the calendar text is
 * attached once, as `text/calendar` with its method. For the dual layout send `composeEmail`'s `raw` through Postmark's SMTP.
 *
 * @throws {ItipError} as `composeEmail`.
 *
 * @example
 * await postmark.sendEmail(toPostmark(message).body);
 */
export function toPostmark(message: OutgoingMessage, options?: ComposeOptions): MailerRequest<PostmarkMail> {
  const email = composeEmail(message, options);
  const { text, html, calendar, method, filename } = email.parts;
  const body: PostmarkMail = {
    From: addressText(email.from),
    To: addressText(email.to),
    ...defined({ ReplyTo: email.replyTo && addressText(email.replyTo) }),
    Subject: email.subject,
    TextBody: text,
    HtmlBody: html,
    // Without X-PM-KeepID Postmark writes a Message-ID of its own.
    Headers: Object.entries({ ...customHeaders(email), "X-PM-KeepID": "true" }).map(([Name, Value]) => ({
      Name,
      Value,
    })),
    Attachments: [
      {
        Name: filename,
        Content: base64OfText(calendar),
        ContentType: `text/calendar; charset=utf-8; method=${method}`,
        ContentID: null,
      },
      ...email.attachments.map(({ filename: Name, contentType: ContentType, content }) => ({
        Name,
        Content: base64(content),
        ContentType,
        ContentID: null,
      })),
    ],
  };
  return {
    layout: "attachment-only",
    lost: ["the calendar as an alternative of the text", "Date", "Sender"],
    body,
  };
}
