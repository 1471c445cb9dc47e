import { calendarText } from "./outgoing.ts";

/** A part written by hand: its fields, then its body. */
export function part(fields: Record<string, string>, body: string): string {
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${head.join("")}\r\n${body}`;
}

/** Parts under a multipart type, as they would stand in another multipart. */
export function multipartOf(subtype: string, boundary: string, parts: readonly string[]): string {
  const body = parts.map((one) => `--${boundary}\r\n${one}\r\n`).join("");
  return part(
    { "Content-Type": `multipart/${subtype}; boundary="${boundary}"` },
    `${body}--${boundary}--\r\n`,
  );
}

/** A whole email from Jane to the organizer. */
export function emailOf(content: string, fields: Record<string, string> = {}): string {
  const head = {
    From: "Jane Roe <jane@example.test>",
    To: "Anna Org <org@example.test>",
    Date: "Fri, 01 May 2026 10:00:00 +0100",
    Subject: "Accepted: Budget review",
    "MIME-Version": "1.0",
    ...fields,
  };
  return Object.entries(head)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .concat(content)
    .join("");
}

export const replyPart = part(
  { "Content-Type": "text/calendar; charset=UTF-8; method=REPLY" },
  calendarText("REPLY"),
);

export const textPart = part({ "Content-Type": "text/plain; charset=UTF-8" }, "I will be there.\r\n");
