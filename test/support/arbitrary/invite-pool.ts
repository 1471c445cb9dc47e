import {
  type Answer,
  createInvite,
  type Invite,
  type ItipMessage,
  type OpenedEmail,
  parseMessage,
  type Status,
} from "../../../src/index.ts";
import { answerText, opened } from "../fixtures/answer-text.ts";
import type { Said } from "../oracle/invite-model.ts";

export const recipients = ["jane@example.test", "omar@example.test", "li@example.test"];
export const strangers = ["kim@example.test", "sam@example.test"];
/** In the order in which `statusOf` lists replies. */
export const everyone = [...recipients, ...strangers].sort();

/** A weekly series in London that has met at one of three times of day; all in summer time. */
export const slots = [0, 1, 2].map((slot) => ({
  start: `2026-05-07T${10 + slot}:30:00`,
  end: `2026-05-07T${11 + slot}:30:00`,
  dtstart: `20260507T${pad(9 + slot)}3000Z`,
  dtend: `20260507T${pad(10 + slot)}3000Z`,
  second: `2026-05-14T${10 + slot}:30:00`,
  secondEnd: `2026-05-14T${11 + slot}:30:00`,
  secondUtc: `20260514T${pad(9 + slot)}3000Z`,
  secondEndUtc: `20260514T${pad(10 + slot)}3000Z`,
}));

function pad(hour: number): string {
  return String(hour).padStart(2, "0");
}

export const uid = "series@example.com";
export const start = new Date("2026-04-20T08:00:00Z");

export function newSeries(more: { guestList?: "shown" | "hidden" } = {}): Invite {
  return createInvite(
    {
      id: "series",
      uid,
      organizer: { email: "planner@example.com" },
      recipients: recipients.map((email) => ({ email })),
      event: {
        summary: "Weekly",
        start: "2026-05-07T10:30",
        end: "2026-05-07T11:30",
        tzid: "Europe/London",
        recurrence: { rule: "FREQ=WEEKLY;COUNT=6" },
      },
      ...more,
    },
    { now: start },
  ).invite;
}

/** Something that arrived. */
export interface Arrival {
  readonly incoming: ItipMessage | OpenedEmail | string;
}

/** A message, what it says, and how it came. */
export interface Letter extends Arrival {
  readonly said: Said;
}

const statuses: readonly (readonly [string, Status])[] = [
  ["ACCEPTED", "accepted"],
  ["DECLINED", "declined"],
  ["TENTATIVE", "tentative"],
  ["NEEDS-ACTION", "pending"],
];
const hours = [undefined, "01", "02", "03"];

const proposals: readonly { lines: string[]; shown: NonNullable<Answer["proposal"]> }[] = [
  {
    lines: ["DTSTART:20260508T140000Z", "DTEND:20260508T150000Z"],
    shown: {
      start: { time: "2026-05-08T15:00:00+01:00", tzid: "Europe/London" },
      end: { time: "2026-05-08T16:00:00+01:00", tzid: "Europe/London" },
    },
  },
  {
    lines: ["DTSTART;TZID=Romance Standard Time:20260509T090000", "DURATION:PT30M"],
    shown: {
      start: { time: "2026-05-09T09:00:00+02:00", tzid: "Europe/Paris" },
      end: { time: "2026-05-09T09:30:00+02:00", tzid: "Europe/Paris" },
    },
  },
];

/**
 * Some four thousand messages that differ in everything that decides: read once, because the laws are about what
 * comes after reading. No two of one person are alike in the whole of what the order depends on.
 */
export const letters: readonly Letter[] = [...recipients, ...strangers].flatMap((who, person) =>
  [0, 1, 2, 3].flatMap((sequence) =>
    (["REPLY", "COUNTER"] as const).flatMap((method, m) =>
      hours.flatMap((hour, h) =>
        [undefined, "04", "05"].flatMap((sent, s) =>
          [undefined, 0, 1, 2].flatMap((occurrenceAt, o) => {
            const salt = person + sequence * 3 + m * 5 + h * 7 + s * 11 + o * 13;
            return letter({ who, sequence, method, hour, sent, occurrenceAt, salt });
          }),
        ),
      ),
    ),
  ),
);

/** Messages that are alike in all but their content: two answers of one second, as SOGo sends them. */
export const ties: readonly Letter[] = [...recipients, ...strangers].flatMap((who, person) =>
  (["REPLY", "COUNTER"] as const).flatMap((method) =>
    [undefined, "04"].flatMap((sent) =>
      ["a", "b", "c"].flatMap((tie, t) =>
        letter({
          who,
          sequence: 1,
          method,
          hour: "02",
          sent,
          occurrenceAt: undefined,
          salt: person + t,
          tie,
        }),
      ),
    ),
  ),
);

function letter(facts: {
  who: string;
  sequence: number;
  method: "REPLY" | "COUNTER";
  hour: string | undefined;
  sent: string | undefined;
  occurrenceAt: number | undefined;
  salt: number;
  tie?: string;
}): Letter[] {
  const { who, sequence, method, hour, sent, occurrenceAt, salt } = facts;
  // A message without DTSTAMP and one whose DTSTAMP is the other's Date would be a tie.
  if (hour === undefined && sent === undefined && method === "COUNTER") return [];
  const [partstat, status] = statuses[salt % 4] ?? ["ACCEPTED", "accepted"];
  const proposal = proposals[salt % 2];
  const names = salt % 3 === 0 ? (occurrenceAt ?? salt % 2) : undefined;
  const comment = salt % 5 === 0 ? facts.tie : `word ${salt}${facts.tie ?? ""}`;
  // Of two that say the same moment the content decides, which no model can know: unless a tie is wanted, there is none. Nor is there
  // one of two SEQUENCEs, for any that is above what was sent counts as the one that was.
  const minute = method === "COUNTER" && facts.tie === undefined ? "30" : "00";
  const dtstamp = hour === undefined ? undefined : `2026-05-01T${hour}:${minute}:0${sequence}Z`;
  const sentAt = sent === undefined ? undefined : `2026-05-01T${sent}:${minute}:0${sequence}Z`;
  const text = answerText({
    method,
    uid,
    email: who,
    partstat,
    sequence,
    ...(dtstamp === undefined ? {} : { dtstamp: dtstamp.replace(/[-:]/g, "") }),
    ...(comment === undefined ? {} : { comment }),
    lines: [
      ...(occurrenceAt === undefined ? [] : [`RECURRENCE-ID:${slots[occurrenceAt]?.secondUtc}`]),
      ...timesOf(method, names, occurrenceAt, proposal?.lines ?? []),
    ],
  });
  const message = parseMessage(text, sentAt === undefined ? undefined : { sentAt, sender: who });
  const said: Said = {
    who,
    ...(occurrenceAt === undefined ? {} : { occurrenceAt }),
    method,
    sequence,
    dtstamp,
    sentAt,
    status: method === "COUNTER" && status === "pending" ? undefined : status,
    comment,
    proposal: method === "COUNTER" ? proposal?.shown : undefined,
    names,
    text,
  };
  const incoming =
    sentAt === undefined
      ? salt % 2 === 0
        ? text
        : message
      : opened([message], { author: who, date: sentAt });
  return [{ said, incoming }];
}

/** A REPLY names the time by DTSTART and DTEND, a COUNTER by Microsoft's properties beside its proposal. */
function timesOf(
  method: "REPLY" | "COUNTER",
  names: number | undefined,
  occurrenceAt: number | undefined,
  proposal: readonly string[],
): string[] {
  const slot = names === undefined ? undefined : slots[names];
  const [from, to] =
    occurrenceAt === undefined ? [slot?.dtstart, slot?.dtend] : [slot?.secondUtc, slot?.secondEndUtc];
  if (method === "REPLY") return slot === undefined ? [] : [`DTSTART:${from}`, `DTEND:${to}`];
  const original = slot === undefined ? [] : [`X-MS-OLK-ORIGINALSTART:${from}`, `X-MS-OLK-ORIGINALEND:${to}`];
  return [...proposal, ...original];
}

/** Mails that came back, before, between and after the answers; one report has no Date. */
export const bounces: readonly Arrival[] = [...recipients, ...strangers].flatMap((email) =>
  [undefined, "02", "04", "06"].map((hour) => ({
    incoming: opened([], {
      author: "mailer-daemon@example.test",
      ...(hour === undefined ? {} : { date: `2026-05-01T${hour}:30:00Z` }),
      uids: [uid],
      bounces: [{ email, status: "5.1.1" }],
    }),
  })),
);

/** People who send somebody else, and those whom they sent. */
export const delegations: readonly Arrival[] = everyone.flatMap((email, person) =>
  ["01", "03"].map((hour) => ({
    incoming: answerText({
      uid,
      email,
      partstat: hour === "01" ? "DELEGATED" : "ACCEPTED",
      sequence: 1,
      dtstamp: `20260501T${hour}1500Z`,
      parameters: [
        `DELEGATED-${hour === "01" ? "TO" : "FROM"}="mailto:${everyone[(person + 1) % everyone.length]}"`,
      ],
    }),
  })),
);

/** Answers to the second occurrence and all later ones. */
export const ranges: readonly Arrival[] = everyone.flatMap((email, person) =>
  [0, 1].flatMap((sequence) =>
    ["01", "03"].map((hour, h) => ({
      incoming: answerText({
        uid,
        email,
        partstat: statuses[(person + sequence + h) % 4]?.[0] ?? "ACCEPTED",
        sequence,
        dtstamp: `20260501T${hour}4500Z`,
        lines: [`RECURRENCE-ID;RANGE=THISANDFUTURE:${slots[sequence]?.secondUtc}`],
      }),
    })),
  ),
);
