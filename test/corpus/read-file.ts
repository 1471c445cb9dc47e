import { isDeepStrictEqual } from "node:util";
import {
  checkMessage,
  formatMessage,
  ItipError,
  type ItipMessage,
  openEmail,
  parseMessage,
  readReplies,
} from "../../src/index.ts";

/** What one file of the corpus gave. */
export interface FileResult {
  readonly kind: "calendar" | "email";
  /** `read`, the code of the refusal, or `threw` for anything but an ItipError. */
  readonly outcome: string;
  /** Codes of what was odd: problems of reading, findings of the checker. */
  readonly findings: readonly string[];
  readonly milliseconds: number;
  /** Why the messages do not survive being written and read. */
  readonly roundTrip?: string;
}

/** Reads a file as what it begins as, an email if it is no calendar, and checks the calendar texts in it. */
export async function readFileOfCorpus(bytes: Uint8Array): Promise<FileResult> {
  const text = new TextDecoder().decode(bytes);
  const kind = /^\s*BEGIN:/i.test(text.slice(0, 1_000)) ? "calendar" : "email";
  const { outcome, messages, findings, milliseconds } = await timed(kind, text, bytes);
  const broken = messages.map(roundTripOf).find((reason) => reason !== undefined);
  return { kind, outcome, findings, milliseconds, ...(broken === undefined ? {} : { roundTrip: broken }) };
}

async function timed(
  kind: FileResult["kind"],
  text: string,
  bytes: Uint8Array,
): Promise<Read & { milliseconds: number }> {
  const begun = performance.now();
  const read = kind === "calendar" ? readCalendar(text) : await readEmail(bytes);
  return { ...read, milliseconds: performance.now() - begun };
}

interface Read {
  readonly outcome: string;
  readonly messages: readonly ItipMessage[];
  readonly findings: readonly string[];
}

function readCalendar(text: string): Read {
  try {
    const message = parseMessage(text);
    const problems = [...message.problems, ...checkMessage(text)];
    return { outcome: "read", messages: [message], findings: problems.map(({ code }) => code) };
  } catch (error) {
    return refused(error);
  }
}

async function readEmail(bytes: Uint8Array): Promise<Read> {
  try {
    const opened = await openEmail(bytes);
    const problems = [...opened.problems, ...opened.messages.flatMap((message) => message.problems)];
    return { outcome: "read", messages: opened.messages, findings: problems.map(({ code }) => code) };
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): Read {
  return { outcome: error instanceof ItipError ? error.code : "threw", messages: [], findings: [] };
}

function roundTripOf(message: ItipMessage): string | undefined {
  try {
    const text = formatMessage(message);
    const { sender, sentAt, timeZone } = message;
    const given = Object.entries({ sender, sentAt, timeZone }).filter(([, value]) => value !== undefined);
    const again = parseMessage(text, Object.fromEntries(given));
    if (formatMessage(again) !== text) return "written twice it differs";
    return isDeepStrictEqual(readReplies(again), readReplies(message)) ? undefined : "the answers differ";
  } catch (error) {
    return error instanceof Error ? error.message : "threw";
  }
}
