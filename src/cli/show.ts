import type { OpenedEmail } from "../email/open/opened-email.ts";
import { ItipError, shown } from "../errors.ts";
import type { ItipMessage } from "../message/message.ts";
import { parseMessage } from "../message/parse.ts";
import { parseZone, type Tzid } from "../time/zone.ts";
import { type Call, type Command, onlyWord, wrongUse } from "./command.ts";
import { describeMessage, oddities, type Viewer } from "./describe-message.ts";
import { type Input, openInput } from "./input.ts";
import { factsOfMessage } from "./message-facts.ts";
import { type KnownEvents, messageMeaning } from "./message-meaning.ts";
import { printableJson, printableLine } from "./printable.ts";

const help = `Usage: itip show FILE [FILE ...] [options]

Says what is in an email or in calendar text: who answered what, with which comment and which other time.
Of several files, given in order, it also says what each invitation is: new, an update, a cancellation of what.

FILE is an email (.eml) or calendar text (.ics); - reads standard input.

Options:
  --json             as JSON, with everything that is odd; in words the first few
  --time-zone ZONE   shows times in this zone (an IANA id)
  --locale TAG       writes dates as this language does
  --help             shows this

Exit status: 0 shown, 1 nothing to show in it, 2 wrong use or unreadable.
`;

/** `itip show`: what an email or calendar text says, for people or as JSON. */
export const show: Command = {
  summary: "say what is in an email or in calendar text",
  help,
  texts: ["time-zone", "locale"],
  switches: ["json"],
  run: runShow,
};

/** What a file holds: an email, and the messages in it or in the calendar text that it is. */
interface Content {
  readonly email: OpenedEmail | undefined;
  readonly messages: readonly ItipMessage[];
}

async function runShow(call: Call): Promise<number> {
  const { io, words, text, has } = call;
  const reader: Viewer = { zone: readZone(text("time-zone")), locale: text("locale") };
  if (words.length < 2) return showOne(call, onlyWord(call, "FILE"), reader);
  const known: KnownEvents = new Map();
  const shown: object[] = [];
  let found = false;
  for (const file of words) {
    const content = await contentOf(call, file);
    const meanings = content.messages.flatMap((message) => messageMeaning(message, known) ?? []);
    found ||= saysSomething(content);
    if (has("json")) shown.push({ file, meanings, ...inJson(content, reader) });
    else {
      const said = meanings.map((one) => `${one}\n`).join("");
      io.out(`${printableLine(file)}\n${said}${inWords(call, content, reader)}\n`);
    }
  }
  if (has("json")) io.out(`${printableJson(shown)}\n`);
  if (!found) io.err("itip show: there is no scheduling message in them\n");
  return found ? 0 : 1;
}

async function showOne(call: Call, file: string, reader: Viewer): Promise<number> {
  const { io, has } = call;
  const content = await contentOf(call, file);
  io.out(has("json") ? `${printableJson(inJson(content, reader))}\n` : inWords(call, content, reader));
  const found = saysSomething(content);
  if (!found) io.err("itip show: there is no scheduling message in it\n");
  return found ? 0 : 1;
}

async function contentOf({ io }: Call, file: string): Promise<Content> {
  const input = await openInput(io, file);
  return { email: input.kind === "email" ? input.email : undefined, messages: messagesIn(input) };
}

function saysSomething({ email, messages }: Content): boolean {
  return messages.length > 0 || (email?.bounces.length ?? 0) > 0;
}

function messagesIn(input: Input): ItipMessage[] {
  if (input.kind === "email") return input.email.messages;
  try {
    return [parseMessage(input.text)];
  } catch (error) {
    if (error instanceof ItipError && error.code === "not-a-scheduling-message") return [];
    throw error;
  }
}

function readZone(name: string | undefined): Tzid | undefined {
  const zone = parseZone(name);
  if (name !== undefined && zone === undefined)
    throw wrongUse("--time-zone", `must be an IANA zone id such as Europe/London, got ${shown(name)}`);
  return zone;
}

function inJson({ email, messages }: Content, reader: Viewer): object {
  const facts = messages.map((message) => factsOfMessage(message, reader.zone));
  const { from, date, subject, messageId, text, bounces = [], problems = [] } = email ?? {};
  return {
    from,
    date,
    subject,
    messageId,
    text,
    replies: facts.flatMap(({ replies }) => replies),
    messages: facts,
    bounces,
    problems,
  };
}

function inWords({ io }: Call, { email, messages }: Content, reader: Viewer): string {
  const blocks = messages.map((message) => describeMessage(factsOfMessage(message, reader.zone), reader, io));
  const bounces = (email?.bounces ?? []).map(
    ({ email: address, status }) => `Not delivered to ${printableLine(address)} (${printableLine(status)})\n`,
  );
  const odd = oddities(email?.problems ?? []).map((text) => `Odd: ${text}\n`);
  return [...blocks, [...bounces, ...odd].join("")].filter((block) => block !== "").join("\n");
}
