import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Attendance, answerInvitation, receiveInvitation } from "../../src/attendee/index.ts";
import { createInvite, type Invite, openEmail, receiveAll } from "../../src/index.ts";
import { readInvites } from "../support/fixtures/fixtures.ts";

/** What mutation starts from. Emails are held with one character a byte. */
export interface Seeds {
  readonly calendars: readonly string[];
  readonly emails: readonly string[];
  readonly zones: readonly string[];
  readonly states: readonly Invite[];
  readonly attendances: readonly Attendance[];
}

const fixtures = fileURLToPath(new URL("../../fixtures/", import.meta.url));
const corpus = fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));

/** Larger seeds would spend the time on few inputs. */
const largest = 60_000;

/**
 * Our fixtures, and with `withCorpus` the messages of real clients and other libraries' suites, where they are at hand.
 */
export async function readSeeds(options: { readonly withCorpus: boolean }): Promise<Seeds> {
  const files = [fixtures, ...(options.withCorpus && existsSync(corpus) ? [corpus] : [])].flatMap(filesUnder);
  const texts = files.map((file) => readFileSync(file));
  const calendars = texts.filter((bytes) => startsAsCalendar(bytes)).map((bytes) => bytes.toString("utf8"));
  const emails = texts
    .filter((bytes) => !startsAsCalendar(bytes) && /^[a-z-]+:/im.test(bytes.toString("latin1", 0, 2_000)))
    .map((bytes) => bytes.toString("latin1"));
  const inEmails = emails.flatMap((email) => /BEGIN:VCALENDAR[\s\S]*?END:VCALENDAR/.exec(email)?.[0] ?? []);
  const all = [...calendars, ...inEmails];
  return {
    calendars: all,
    emails,
    zones: all.flatMap((text) => /BEGIN:VTIMEZONE[\s\S]*?END:VTIMEZONE\r?\n/.exec(text)?.[0] ?? []),
    states: await statesOf(calendars, emails),
    attendances: attendancesOf(all),
  };
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => !/\.(json|xml|md|tsv|vcf)$/.test(file))
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile() && statSync(file).size <= largest)
    .sort();
}

function startsAsCalendar(bytes: Buffer): boolean {
  return /^\ufeff?\s*BEGIN:VCALENDAR/i.test(bytes.toString("utf8", 0, 200));
}

/** The invites that the fixtures answer: as they were made, and with everything received that was readable. */
async function statesOf(calendars: readonly string[], emails: readonly string[]): Promise<Invite[]> {
  const { now: made, ...inputs } = readInvites();
  const opened = await Promise.all(emails.slice(0, 200).map(openedOrNothing));
  const incoming = [...opened.flat(), ...calendars.slice(0, 40)];
  return Object.values(inputs).flatMap((input) => {
    const { invite } = createInvite(input, { now: new Date(made) });
    const answered = incoming.reduce((state, one) => receivedOr(state, one), invite);
    return [invite, answered];
  });
}

/** The guest's side of the invitations, each answered where that is possible. */
function attendancesOf(calendars: readonly string[]): Attendance[] {
  return calendars.flatMap((text) => {
    try {
      const [, me = ""] = /^ATTENDEE.*mailto:(\S+@\S+)$/im.exec(text) ?? [];
      const { attendance } = receiveInvitation(undefined, text, { me });
      return attendance === undefined ? [] : [attendance, answeredOr(attendance)];
    } catch {
      return [];
    }
  });
}

function answeredOr(attendance: Attendance): Attendance {
  try {
    const now = new Date("2026-05-02T12:00:00Z");
    return answerInvitation(attendance, { status: "tentative", comment: "Perhaps" }, { now }).attendance;
  } catch {
    return attendance;
  }
}

async function openedOrNothing(email: string) {
  return openEmail(Buffer.from(email, "latin1")).then(
    (opened) => [opened],
    () => [],
  );
}

function receivedOr(state: Invite, incoming: Parameters<typeof receiveAll>[1][number]): Invite {
  try {
    return receiveAll(state, [incoming], { now: new Date("2026-05-02T12:00:00Z") }).invite;
  } catch {
    return state;
  }
}
