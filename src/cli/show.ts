import type { OpenedEmail } from "../email/open/opened-email.ts";
import { ItipError, shown } from "../errors.ts";
import type { ItipMessage } from "../message/message.ts";
import { parseMessage } from "../message/parse.ts";
import { parseZone, type Tzid } from "../time/zone.ts";
import { type Call, type Command, onlyWord, wrongUse } from "./command.ts";
import { factsOfMessage } from "./facts.ts";
import { type Input, openInput } from "./input.ts";
import { printableJson, printableLine } from "./printable.ts";
import { describeMessage, oddities, type Reader } from "./words.ts";

const help = `Usage: itip show FILE [options]

Says what is in an email or in calendar text: who answered what, with which comment and which other time.

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
  options: {
    json: { type: "boolean" },
    "time-zone": { type: "string" },
    locale: { type: "string" },
  },
  run: runShow,
};

async function runShow(call: Call): Promise<number> {
  const { io, text, has } = call;
  const file = onlyWord(call, "FILE");
  const reader: Reader = { zone: readZone(text("time-zone")), locale: text("locale") };
  const input = await openInput(io, file);
  const email = input.kind === "email" ? input.email : undefined;
  const messages = messagesIn(input);
  io.out(has("json") ? json(email, messages, reader) : inWords(call, email, messages, reader));
  if (messages.length > 0 || (email?.bounces.length ?? 0) > 0) return 0;
  io.err("itip show: there is no scheduling message in it\n");
  return 1;
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

function json(email: OpenedEmail | undefined, messages: readonly ItipMessage[], reader: Reader): string {
  const facts = messages.map((message) => factsOfMessage(message, reader.zone));
  const { from, date, subject, messageId, text, bounces = [], problems = [] } = email ?? {};
  const shown = {
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
  return `${printableJson(shown)}\n`;
}

function inWords(
  { io }: Call,
  email: OpenedEmail | undefined,
  messages: readonly ItipMessage[],
  reader: Reader,
): string {
  const blocks = messages.map((message) => describeMessage(factsOfMessage(message, reader.zone), reader, io));
  const bounces = (email?.bounces ?? []).map(
    ({ email: address, status }) => `Not delivered to ${printableLine(address)} (${printableLine(status)})\n`,
  );
  const odd = oddities(email?.problems ?? []).map((text) => `Odd: ${text}\n`);
  return [...blocks, [...bounces, ...odd].join("")].filter((block) => block !== "").join("\n");
}
