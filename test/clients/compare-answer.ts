import { answerAs, type Client } from "../../src/clients/index.ts";
import { openEmail, parseMessage, type Reply, readReplies } from "../../src/index.ts";
import { defined } from "../../src/input.ts";
import { headerOf, leavesOf, type SeenPart, seePart, textOf } from "../support/oracle/part-tree.ts";

/** How a real program's answer and the one that answerAs writes differ. */
export interface Difference {
  /** How many lines both have. */
  readonly equal: number;
  /** `- line` of the program alone, `+ line` of answerAs alone, in order. */
  readonly lines: readonly string[];
}

/**
 * Holds what a real program wrote against what answerAs writes to the same invitation for the same person, answer and moment.
 *
 * @param request the invitation, as an email
 * @param written the program's answer: an email, or the calendar text alone
 */
export async function comparison(client: Client, request: string, written: string): Promise<Difference> {
  const real = written.replace(/\r?\n/g, "\r\n");
  const alone = real.startsWith("BEGIN:VCALENDAR");
  const { raw } = answerAs(client, await openEmail(request), ...whatItSays(await repliesIn(real, alone)));
  if (alone) return between(calendarLines(real), calendarLines(calendarOf(seePart(raw))));
  return between(linesOf(real), linesOf(raw));
}

async function repliesIn(real: string, alone: boolean): Promise<readonly Reply[]> {
  if (alone) return readReplies(parseMessage(real));
  return (await openEmail(real)).messages.flatMap(readReplies);
}

/** The arguments that make answerAs say the same. */
function whatItSays([reply]: readonly Reply[]): [Parameters<typeof answerAs>[2], { now: Date }] {
  if (reply?.dtstamp === undefined) throw new Error("there is no answer in it");
  const { email, name, status, comment, proposal, instance, dtstamp } = reply;
  if (status === "pending" || status === "delegated") throw new Error("it answers neither yes nor no");
  const as = { email, status, ...defined({ name, comment, proposal, instance }) };
  return [as, { now: new Date(dtstamp) }];
}

/** Every header line, unfolded, and what the parts hold, their transfer encodings undone. */
function linesOf(raw: string): string[] {
  const whole = masked(raw);
  const inPart = (part: SeenPart): string[] => [
    ...part.headers.map(maskedHeader),
    "",
    ...(part.parts.length > 0 ? part.parts.flatMap(inPart) : contentOf(part)),
  ];
  return inPart(seePart(whole));
}

function contentOf(part: SeenPart): string[] {
  const text = textOf(part);
  return text.includes("BEGIN:VCALENDAR") ? calendarLines(text) : text.split("\r\n");
}

function calendarOf(mail: SeenPart): string {
  const part = leavesOf(mail).find((leaf) => headerOf(leaf, "content-type").startsWith("text/calendar"));
  return part === undefined ? "" : textOf(part);
}

/** Lines as they are folded: where a line is folded is the program's own way too. */
function calendarLines(text: string): string[] {
  return withoutHistory(text)
    .replace(/^(DTSTAMP|CREATED|LAST-MODIFIED):\d{8}T\d{6}Z/gm, "$1:{moment}")
    .replace(/\bX-UID=\d+/g, "X-UID={digits}")
    .split("\r\n");
}

/** KCalendarCore writes every change of a zone's clocks since 1970, from the tables of its machine: no answer depends on it. */
function withoutHistory(text: string): string {
  if (!text.includes("X-KDE-ICAL-IMPLEMENTATION-VERSION")) return text;
  const start = text.indexOf("BEGIN:VTIMEZONE");
  return start === -1 ? text : text.slice(0, start) + text.slice(text.lastIndexOf("END:VTIMEZONE"));
}

/** Boundaries numbered in the order in which they are declared: most programs draw them. */
function masked(raw: string): string {
  const boundaries = [...raw.matchAll(/boundary="?([^";\r]+)"?/gi)].map(([, boundary = ""]) => boundary);
  return boundaries.reduce((text, boundary, index) => text.replaceAll(boundary, `{boundary${index}}`), raw);
}

/** Message-ID, Date and the program's version differ each time. */
function maskedHeader(line: string): string {
  return line
    .replace(/^Message-ID:.*@/i, (start) => `${start.slice(0, 11)} <{drawn}@`)
    .replace(/^Date:.*$/i, "Date: {moment}")
    .replace(/^(User-Agent:.*?)[\d.]+.*$/i, "$1{version}");
}

/** The shortest way from one list to the other, by the longest list that both contain. */
export function between(program: readonly string[], ours: readonly string[]): Difference {
  const longest = lengths(program, ours);
  const lines: string[] = [];
  let [i, j, equal] = [0, 0, 0];
  const at = (a: number, b: number) => longest[a]?.[b] ?? 0;
  while (i < program.length || j < ours.length) {
    if (i < program.length && j < ours.length && program[i] === ours[j]) {
      [i, j, equal] = [i + 1, j + 1, equal + 1];
    } else if (j >= ours.length || (i < program.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`- ${program[i++]}`);
    } else {
      lines.push(`+ ${ours[j++]}`);
    }
  }
  return { equal, lines };
}

/** For each pair of places, how many lines the rests have in common, in order. */
function lengths(program: readonly string[], ours: readonly string[]): number[][] {
  const table = Array.from({ length: program.length + 1 }, () => new Array<number>(ours.length + 1).fill(0));
  for (let i = program.length - 1; i >= 0; i--) {
    for (let j = ours.length - 1; j >= 0; j--) {
      const [row = [], next = []] = [table[i], table[i + 1]];
      row[j] = program[i] === ours[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}
