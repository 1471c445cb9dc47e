import { ItipError, type Problem, refusal, shown } from "../errors.ts";
import { parseEmailAddress } from "../event/address/address.ts";
import type { Mailbox } from "../event/event.ts";
import { at, defined, fault, type Reading, readOrRefuse, readVerbOptions, rowOf } from "../input.ts";
import { type Answered, answered } from "../reply/answer.ts";
import type { AnswerInput } from "../reply/answer-input.ts";
import { readNow } from "../time/now.ts";
import type { Facts } from "./answer-facts.ts";
import { calendarText } from "./calendar-text.ts";
import type { Dialect, Words } from "./dialects/dialect.ts";
import { type Client, dialectOf, dialects } from "./dialects.ts";
import { invitedName } from "./people.ts";
import { replyEmail } from "./reply-email.ts";
import { type AnswerableRequest, type ReceivedRequest, receivedRequest } from "./request.ts";
import { isSeries } from "./times.ts";

/** When and in which language somebody answers. */
export interface AnswerAsOptions {
  /** DTSTAMP and Date. Default: the present. */
  now?: Date | undefined;
  /** BCP 47. Exchange and Outlook speak several languages, see `clientCapabilities`; the others English. */
  locale?: string | undefined;
}

/** An email that answers an invitation. */
export interface ClientReply {
  /** CRLF line ends; ASCII, but for what Thunderbird writes as `8BIT`: then the string is the email in UTF-8. */
  raw: string;
  /** For SMTP: MAIL FROM and RCPT TO. */
  envelope: { from: string; to: string[] };
}

/**
 * The whole email with which an invited person's calendar answers, written the way that calendar writes it: the
 * properties it has and those it lacks, where the comment stands, zone names, MIME parts, encodings, subject.
 *
 * Equal arguments (with `now` given) give equal bytes. True to the programs, faults and all: Exchange and Outlook write no
 * ORGANIZER, Yahoo writes STATUS twice, and Cyrus IMAP refuses to take in what these three send.
 *
 * @param request the invitation: calendar text, a message from `createInvite`, `parseMessage` or an opened email
 * @param as who answers and what; `proposal` and `instance` as for `answer`
 * @throws {ItipError} `cannot-answer` where the invitation asks for no answer, or the client has no way to give this one
 *   (`as.comment`, `as.proposal`: see `clientCapabilities`); `unknown-instance`, `needs-smtputf8`, `invalid-argument`,
 *   and what `parseMessage` throws
 * @example
 * const { raw } = answerAs("google", ics, { email: "jane@example.test", status: "declined", comment: "On leave" });
 * receive(invite, await openEmail(raw)).outcome.kind // "applied"
 */
export function answerAs(
  client: Client,
  request: AnswerableRequest,
  as: AnswerInput,
  options?: AnswerAsOptions,
): ClientReply {
  dialectNamed(client);
  const read = readAnswerAsOptions(options);
  return answerReceived(client, receivedRequest(request), as, read);
}

/** The options of an answer, checked. */
interface CheckedOptions {
  readonly now: Date | undefined;
  readonly locale: string;
}

/** The email with which a client answers an invitation that was read already, as the options were. */
export function answerReceived(
  client: Client,
  received: ReceivedRequest,
  as: AnswerInput,
  { now, locale }: CheckedOptions,
): ClientReply {
  const dialect = dialectNamed(client);
  const plain = answered(received.message, as, defined({ now }));
  if (plain.message.status === "delegated")
    throw refusal("cannot-answer", "as.status", "no-delegation", `must not be delegated: ${client} cannot`);
  const facts = answerFacts(client, dialect, { received, plain, locale });
  refuseUnspeakable(client, facts);
  return {
    raw: replyEmail(facts, calendarText(facts)),
    envelope: { from: facts.person.email, to: [facts.organizer.email] },
  };
}

function dialectNamed(client: Client): Dialect {
  const dialect = dialectOf(client);
  if (dialect === undefined) {
    throw wrongValue("client", `must be one of ${Object.keys(dialects).join(", ")}, got ${shown(client)}`);
  }
  return dialect;
}

/** When and in which language somebody answers, checked; English where no language is named. */
export function readAnswerAsOptions(options: unknown): CheckedOptions {
  return readVerbOptions(options, ["now", "locale"], (given, reading) => {
    const now = readNow(given.now, at(reading, "now"));
    const locale = given.locale === undefined ? "en-US" : readTag(given.locale, at(reading, "locale"));
    return locale === undefined ? undefined : { now, locale };
  });
}

function readTag(value: unknown, reading: Reading): string | undefined {
  return typeof value === "string" && /^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,4}$/.test(value)
    ? value.replaceAll("_", "-")
    : fault(reading, "invalid-value", "must be a language tag such as en-GB", value);
}

function wrongValue(path: string, message: string): ItipError {
  return refusal("invalid-argument", path, "invalid-value", message);
}

interface Given {
  readonly received: ReceivedRequest;
  /** The answer as this package writes it, in no client's dialect: everything in it was checked. */
  readonly plain: Answered;
  readonly locale: string;
}

function answerFacts(client: Client, dialect: Dialect, { received, plain, locale }: Given): Facts {
  const { messageId } = received;
  const { message, targets, proposal } = plain;
  const { from, to, comment, status, uid, sequence, dtstamp } = message;
  const name = from.name ?? invitedName(targets[0], from.email);
  const { tag, words } = wordsFor(dialect, locale);
  return {
    dialect,
    method: message.method === "COUNTER" ? "COUNTER" : "REPLY",
    status: status === "accepted" || status === "declined" ? status : "tentative",
    ...wirePeople(name === undefined ? from : { ...from, name }, to),
    uid,
    sequence,
    stamp: new Date(dtstamp),
    targets,
    ...defined({ comment, proposal }),
    tag,
    words,
    ...defined({ messageId }),
    seed: JSON.stringify([client, tag, message]),
  };
}

/** Addresses as they are written: the domain as DNS knows it, the local part in ASCII. */
function wirePeople(from: Mailbox, to: Mailbox): { person: Mailbox; organizer: Mailbox } {
  return readOrRefuse("needs-smtputf8", "", (reading) => ({
    person: inAscii(from, at(reading, "as.email")),
    organizer: inAscii(to, at(reading, "request.organizer")),
  }));
}

function inAscii(person: Mailbox, reading: Reading): Mailbox {
  const email = parseEmailAddress(person.email) ?? person.email;
  if (!/^[\u0000-\u007f]*$/.test(email))
    fault(reading, "needs-smtputf8", "must be in ASCII where a server has no SMTPUTF8", email);
  return { ...person, email };
}

function wordsFor({ words }: Dialect, locale: string): { tag: string; words: Words } {
  const language = locale.toLowerCase().split("-", 1)[0] ?? "en";
  const own = rowOf(words, language);
  return own === undefined ? { tag: "en-US", words: words.en } : { tag: locale, words: own };
}

/** Refuses what the client played has no way to say. */
function refuseUnspeakable(client: Client, { dialect, comment, proposal, targets }: Facts): void {
  const problems: Problem[] = [];
  const refuse = (path: string, code: string, message: string) => problems.push({ path, code, message });
  if (comment !== undefined && dialect.comment === undefined) {
    refuse("as.comment", "no-comment", `must be absent: ${client} has no place for a comment`);
  }
  if (proposal !== undefined && dialect.proposal === undefined) {
    refuse("as.proposal", "no-proposal", `must be absent: ${client} cannot propose another time`);
  }
  if (proposal !== undefined && dialect.proposal?.of === "single" && targets.some(isSeries)) {
    refuse("as.proposal", "no-series-proposal", `must be for one occurrence: ${client} proposes for no more`);
  }
  if (problems.length > 0) throw new ItipError("cannot-answer", problems);
}
