import { type ItipError, refusal } from "../../errors.ts";
import type { Finding } from "../../finding.ts";
import type { Limits } from "../../limits.ts";
import type { ItipMessage } from "../../message/message.ts";
import { uidIn, unwrapUid } from "../../message/uid.ts";
import { type EmailHeader, readEmailHeader } from "../header/header.ts";
import { messageIdsIn, uidOfMessageId } from "../message-id.ts";
import type { Bounce } from "./bounce.ts";
import { readCalendarParts } from "./calendar-parts.ts";
import { humanText } from "./human-text.ts";
import { knownByContent } from "./known-by-content.ts";
import { passedOver } from "./passed-over.ts";
import { type Returned, readReport } from "./report.ts";
import type { Structure } from "./structure.ts";
import { unreadParts } from "./unread-parts.ts";

/** What an email holds that matters to somebody who has sent invitations. */
export interface OpenedEmail extends EmailHeader {
  /** What the person wrote, line ends as `\n`; from the HTML where there is no plain text. */
  text?: string;
  /** Each distinct calendar text once. */
  messages: ItipMessage[];
  /** To find the stored invite by: from the calendar text, else from our own Message-ID that the mail refers to. */
  uids: string[];
  /** Recipients that a mail of ours could not reach. */
  bounces: Bounce[];
  /** A report: what it returns of the mail that it is about. `receive` tells by it whether that was one of ours. */
  returned?: Returned;
  /** What is odd about the mail and its parts. */
  problems: Finding[];
}

/** Fields that tell an email from any other text with colons in it. */
const telling = new Set([
  "from",
  "to",
  "cc",
  "date",
  "subject",
  "message-id",
  "mime-version",
  "content-type",
  "received",
  "return-path",
  "reply-to",
  "sender",
  "delivered-to",
]);

/**
 * Reads the parts of an email, whoever took it apart: the one path from parts to what is known of the mail.
 *
 * @throws {ItipError} `not-an-email`, with the path of the argument that held it.
 */
export function openStructure(structure: Structure, path: string, limits: Limits): OpenedEmail {
  const { header: fields, findings } = structure;
  const leaves = structure.leaves.map(knownByContent);
  if (!fields.some((field) => telling.has(field.name)))
    throw notAnEmail(path, "must have a header field of an email, such as From, and has none");
  const { header, findings: headerFindings } = readEmailHeader(fields);
  const { messages, findings: calendarFindings } = readCalendarParts(
    leaves.filter((leaf) => leaf.role === "calendar"),
    { sender: header.from?.email, sentAt: header.date, limits },
  );
  const { text, truncated } = humanText(leaves);
  const report = readReport(leaves, fields, text ?? "", limits);
  const unread = unreadParts(leaves, limits);
  const problems = [
    ...findings,
    ...headerFindings,
    ...calendarFindings,
    ...report.findings,
    ...unread,
    ...passedOver(leaves, messages, [...calendarFindings, ...unread]),
    ...truncated,
  ];
  // To copy the header with more members behind it takes 3 µs, ten times as long.
  const opened: OpenedEmail = Object.assign(header, {
    messages,
    uids: uidsOf(messages, header, report.returned),
    bounces: report.bounces,
    problems: problems.length > limits.findings ? problems.slice(0, limits.findings) : problems,
  });
  if (text !== undefined) opened.text = text;
  if (report.returned !== undefined) opened.returned = report.returned;
  return opened;
}

export function notAnEmail(path: string, message: string): ItipError {
  return refusal("not-an-email", path, "not-an-email", message);
}

/** By the calendar text first; a calendar that a synchronising client has given a UID of its own still answers our Message-ID. */
function uidsOf(
  messages: readonly ItipMessage[],
  header: EmailHeader,
  returned: Returned | undefined,
): string[] {
  const uids = new Set<string>();
  for (const message of messages) addStated(uids, message);
  const named = [header.inReplyTo, header.references].flatMap((value) =>
    value === undefined ? [] : messageIdsIn(value),
  );
  for (const id of [...named, ...(returned?.ids ?? [])]) {
    const uid = uidOfMessageId(id);
    if (uid !== undefined) uids.add(uid);
  }
  return [...uids];
}

/**
 * One calendar text may hold answers to two events: RFC 5546 forbids it, but each is an answer that somebody gave. A UID that Exchange
 * has wrapped is listed in both forms.
 */
function addStated(uids: Set<string>, { uid, components }: ItipMessage): void {
  for (const stated of [uid, ...components.map(uidIn)]) {
    if (stated === "") continue;
    uids.add(unwrapUid(stated));
    uids.add(stated);
  }
}
