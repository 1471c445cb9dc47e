import { formatAttendance, receiveInvitation } from "../../src/attendee/index.ts";
import { answerAs } from "../../src/clients/index.ts";
import {
  answer,
  authenticationOf,
  cancelInvite,
  checkMessage,
  createInvite,
  type Invite,
  mergeInvites,
  openEmail,
  openParts,
  parseMessage,
  readReplies,
  receive,
  receiveAll,
  statusOf,
} from "../../src/index.ts";
import { resolveTimeZone } from "../../src/timezone/resolve-time-zone.ts";

/** Input of which there can be ever more, and what reads it. */
export interface Family {
  readonly name: string;
  /** How many things to begin with; the limits would stop eight times as many of some. */
  readonly from: number;
  /** Builds an input of `size` things, and gives what is to be timed. */
  readonly prepare: (size: number) => () => unknown;
}

const now = new Date("2026-04-20T08:00:00Z");
const { invite } = createInvite(
  {
    id: "7",
    uid: "7@example.com",
    organizer: { email: "planner@example.com" },
    recipients: [{ email: "jane@example.test" }],
    event: { summary: "x", start: "2026-05-07T10:30", end: "2026-05-07T11:30", tzid: "Europe/London" },
  },
  { now },
);

const crlf = (lines: readonly string[]) => lines.map((line) => `${line}\r\n`).join("");
const many = (size: number, line: (index: number) => string) =>
  Array.from({ length: size }, (_, i) => line(i));

/** A REPLY with further lines. */
function reply(lines: readonly string[], around: readonly string[] = []): string {
  return crlf([
    "BEGIN:VCALENDAR",
    "PRODID:-//Example//Bench//EN",
    "VERSION:2.0",
    "METHOD:REPLY",
    ...around,
    "BEGIN:VEVENT",
    "UID:7@example.com",
    "DTSTAMP:20260501T080000Z",
    "ORGANIZER:mailto:planner@example.com",
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test",
    ...lines,
    "END:VEVENT",
    "END:VCALENDAR",
  ]);
}

/** People who all answer: what is only listed costs less. */
const answering = (size: number) =>
  many(size, (i) => `ATTENDEE;PARTSTAT=DECLINED;CN="G ${i}":mailto:guest-${i}@example.test`);

const later = new Date("2026-05-02T08:00:00Z");
const stampOf = (day: number) =>
  new Date(Date.UTC(2026, 4, 7 + day, 9, 30)).toISOString().replace(/[-:]|\.\d+/g, "");

/** One REPLY of many components. */
const componentsFor = (size: number, line: (index: number) => string) =>
  reply(
    many(size, (i) =>
      [
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:7@example.com",
        "DTSTAMP:20260501T080000Z",
        line(i),
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test",
      ].join("\r\n"),
    ),
  );

/** The same event as a series. */
function series(rule: string): Invite {
  const event = { summary: "x", start: "2026-05-07T10:30", end: "2026-05-07T11:30", tzid: "Europe/London" };
  return createInvite(
    {
      id: "7",
      uid: "7@example.com",
      organizer: { email: "planner@example.com" },
      recipients: [{ email: "jane@example.test" }],
      event: { ...event, recurrence: { rule } },
    },
    { now },
  ).invite;
}

const reads = (text: string) => () => parseMessage(text);
const opens = (text: string) => {
  const raw = new TextEncoder().encode(text);
  return () => openEmail(raw);
};
/** A header above a From, judged. */
const judges = (lines: readonly string[]) => {
  const raw = crlf([...lines, "From: jane@example.test", "", "x"]);
  return () => authenticationOf(raw, { servers: ["mx.example.net"], sealers: ["example.net"] });
};
const mail = (type: string, lines: readonly string[]) =>
  crlf(["From: jane@example.test", "MIME-Version: 1.0", `Content-Type: ${type}`, "", ...lines]);
const observances = (size: number) =>
  many(size, (i) =>
    [
      "BEGIN:STANDARD",
      `DTSTART:${1800 + i}0101T000000`,
      "TZOFFSETFROM:+0100",
      "TZOFFSETTO:+0200",
      "RRULE:FREQ=YEARLY;BYMONTH=1",
      "END:STANDARD",
    ].join("\r\n"),
  );

/** What a message of hostile size may be made of; the families of the threats that parsers have fallen to. */
/** A series with one guest more than so many, and the addresses of so many. */
function invitedTo(size: number): [Invite, string[]] {
  const guests = many(size, (i) => `guest-${i}@example.test`);
  const { invite: made } = createInvite(
    {
      id: "7",
      organizer: { email: "planner@example.com" },
      recipients: ["jane@example.test", ...guests].map((email) => ({ email })),
      event: {
        summary: "x",
        start: "2026-05-07T10:30",
        end: "2026-05-07T11:30",
        tzid: "Europe/London",
        recurrence: { rule: "FREQ=WEEKLY;COUNT=4" },
      },
    },
    { now },
  );
  return [made, guests];
}

/** A guest's calendar after a mail about an endless series and so many of its occurrences. */
function calendarWith(size: number, name: string): string {
  const request = componentsFor(size, (i) => `${name}:${stampOf(i)}\r\nDTSTART:${stampOf(i + 1)}`)
    .replace("METHOD:REPLY", "METHOD:REQUEST")
    .replace(
      "BEGIN:VEVENT",
      "BEGIN:VEVENT\r\nUID:7@example.com\r\nDTSTAMP:20260501T080000Z\r\nDTSTART:20260507T093000Z\r\nRRULE:FREQ=DAILY\r\n" +
        "ORGANIZER:mailto:planner@example.com\r\nATTENDEE:mailto:jane@example.test\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    );
  const { attendance } = receiveInvitation(undefined, request, { me: "jane@example.test", now: later });
  if (attendance === undefined) throw new Error("nothing was taken in");
  return formatAttendance(attendance);
}

export const families: readonly Family[] = [
  {
    name: "parameters on one property",
    from: 8,
    prepare: (size) =>
      reads(
        reply([`X-P${many(size, (i) => `;X-${i}="v"`).join("")}:x`].flatMap((line) => Array(100).fill(line))),
      ),
  },
  {
    name: "folded lines",
    from: 4_000,
    prepare: (size) => reads(reply([`DESCRIPTION:x${"\r\n x".repeat(size)}`])),
  },
  {
    name: "values of EXDATE",
    from: 200,
    prepare: (size) => {
      const text = reply([`EXDATE:${many(size, (i) => `${20260507 + (i % 20)}T103000Z`).join(",")}`]);
      return () => checkMessage(text);
    },
  },
  {
    name: "lines of EXDATE",
    from: 1_000,
    prepare: (size) => reads(reply(many(size, (i) => `EXDATE:${20260507 + (i % 20)}T103000Z`))),
  },
  {
    name: "components within an event",
    from: 400,
    prepare: (size) => reads(reply(many(size, () => "BEGIN:VALARM\r\nEND:VALARM"))),
  },
  {
    name: "line feeds",
    from: 10_000,
    prepare: (size) => reads(reply(many(size, () => ""))),
  },
  {
    name: "attendees",
    from: 1_000,
    prepare: (size) => reads(reply(many(size, (i) => `ATTENDEE;CN="G ${i}":mailto:guest-${i}@example.test`))),
  },
  {
    name: "attendees, checked",
    from: 1_000,
    prepare: (size) => {
      const text = reply(many(size, (i) => `ATTENDEE;CN="G ${i}":mailto:guest-${i}@example.test`));
      return () => checkMessage(text);
    },
  },
  {
    name: "observances of a VTIMEZONE",
    from: 20,
    prepare: (size) => {
      const zone = crlf(["BEGIN:VTIMEZONE", "TZID:Ours", ...observances(size), "END:VTIMEZONE"]);
      let unread = 0;
      return () =>
        resolveTimeZone("Ours", { vtimezone: zone.replace("TZID:Ours", `TZID:Ours${unread++}`), at: now });
    },
  },
  {
    name: "occurrences in a zone that is nobody's",
    from: 100,
    prepare: (size) => {
      const zone = ["BEGIN:VTIMEZONE", "TZID:Ours", ...observances(4), "END:VTIMEZONE"];
      const events = many(
        size,
        (i) =>
          `END:VEVENT\r\nBEGIN:VEVENT\r\nUID:7@example.com\r\nRECURRENCE-ID;TZID=Ours:${1700 + i}0507T103000`,
      );
      return reads(reply(events, zone));
    },
  },
  {
    name: "occurrences, each of another year",
    from: 250,
    prepare: (size) => {
      const events = many(
        size,
        (i) =>
          `END:VEVENT\r\nBEGIN:VEVENT\r\nUID:7@example.com\r\nRECURRENCE-ID;TZID=Europe/London:${1700 + i}0507T103000`,
      );
      return reads(reply(events));
    },
  },
  {
    name: "rules of one event",
    from: 200,
    prepare: (size) => {
      const text = reply(many(size, () => "RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU;BYMONTH=1,2,3,4,5,6"));
      return () => checkMessage(text);
    },
  },
  {
    name: "steps of a rule that hardly ever holds",
    from: 2_000,
    prepare: (size) => () =>
      createInvite(
        {
          id: "7",
          organizer: { email: "planner@example.com" },
          recipients: [{ email: "jane@example.test" }],
          event: {
            summary: "x",
            start: "2024-02-29T10:30",
            end: "2024-02-29T11:30",
            tzid: "Europe/London",
            recurrence: { rule: `FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;COUNT=${Math.ceil(size / 10)}` },
          },
        },
        { now },
      ),
  },
  {
    name: "recipients",
    from: 250,
    prepare: (size) => {
      const recipients = many(size, (i) => `guest-${i}@example.test`).map((email) => ({ email }));
      const event = {
        summary: "x",
        start: "2026-05-07T10:30",
        end: "2026-05-07T11:30",
        tzid: "Europe/London",
      };
      return () =>
        createInvite({ id: "7", organizer: { email: "planner@example.com" }, recipients, event }, { now });
    },
  },
  {
    name: "replies of one person",
    from: 250,
    prepare: (size) => {
      const replies = many(size, (i) => reply([`COMMENT:${i}`]));
      return () => receiveAll(invite, replies, { now });
    },
  },
  {
    name: "replies of strangers",
    from: 250,
    prepare: (size) => {
      const replies = many(size, (i) => reply([]).replace("jane@", `stranger-${i}@`));
      return () => receiveAll(invite, replies, { now });
    },
  },
  {
    name: "attendees who answer, read",
    from: 250,
    prepare: (size) => {
      const message = parseMessage(reply(answering(size)));
      return () => readReplies(message);
    },
  },
  {
    name: "attendees who answer, in a stranger's mail",
    from: 250,
    prepare: (size) => {
      const message = parseMessage(reply(answering(size)), { sender: "eve@elsewhere.test" });
      return () => receive(invite, message, { now: later });
    },
  },
  {
    name: "attendees who answer, on the caller's word",
    from: 60,
    prepare: (size) => {
      const text = reply(answering(size));
      return () => statusOf(receive(invite, text, { now: later }).invite);
    },
  },
  {
    name: "lines of a component beside its attendees",
    from: 250,
    prepare: (size) => {
      const message = parseMessage(reply([...answering(size), ...many(size, (i) => `COMMENT:${i}`)]));
      return () => readReplies(message);
    },
  },
  {
    name: "occurrences of a counted series that a mail names",
    from: 60,
    prepare: (size) => {
      const answers = componentsFor(size, (i) => `RECURRENCE-ID:${9000 - i}0507T093000Z`);
      return () => receive(series(`FREQ=DAILY;COUNT=${size * 20}`), answers, { now: later });
    },
  },
  {
    name: "occurrences of an endless series that a guest answers",
    from: 60,
    prepare: (size) => {
      const answers = componentsFor(size, (i) => `RECURRENCE-ID:${stampOf(i)}`);
      return () => statusOf(receive(series("FREQ=DAILY"), answers, { now: later }).invite);
    },
  },
  {
    name: "copies in which every guest has answered, merged",
    from: 60,
    prepare: (size) => {
      const guests = many(size, (i) => `guest-${i}@example.test`);
      const event = {
        summary: "x",
        start: "2026-05-07T10:30",
        end: "2026-05-07T11:30",
        tzid: "Europe/London",
      };
      const { invite: made } = createInvite(
        {
          id: "7",
          uid: "7@example.com",
          organizer: { email: "planner@example.com" },
          recipients: guests.map((email) => ({ email })),
          event,
        },
        { now },
      );
      const copy = (word: string) =>
        receiveAll(
          made,
          guests.map((email) => reply([`COMMENT:${word}`]).replace("jane@example.test", email)),
          { now: later },
        ).invite;
      const [left, right] = [copy("a"), copy("b")];
      return () => statusOf(mergeInvites(left, right));
    },
  },
  {
    name: "guests who lose their invitation",
    from: 250,
    prepare: (size) => {
      const [made, recipients] = invitedTo(size);
      return () => cancelInvite(made, { now: later, recipients });
    },
  },
  {
    name: "guests who lose one occurrence",
    from: 250,
    prepare: (size) => {
      const [made, recipients] = invitedTo(size);
      return () => cancelInvite(made, { now: later, recipients, instance: "2026-05-14T10:30" });
    },
  },
  {
    name: "occurrences of an invitation that a client answers",
    from: 30,
    prepare: (size) => {
      const request = componentsFor(size, (i) => `RECURRENCE-ID:${stampOf(i)}\r\nDTSTART:${stampOf(i)}`)
        .replace("METHOD:REPLY", "METHOD:REQUEST")
        .replaceAll("PARTSTAT=ACCEPTED", "RSVP=TRUE")
        .replace("DTSTAMP", "DTSTART:20260507T093000Z\r\nRRULE:FREQ=DAILY\r\nDTSTAMP");
      return () =>
        answerAs("thunderbird", request, { email: "jane@example.test", status: "accepted" }, { now: later });
    },
  },
  {
    name: "occurrences that an organizer moves, taken into a guest's calendar",
    from: 60,
    prepare: (size) => () => calendarWith(size, "RECURRENCE-ID"),
  },
  {
    name: "occurrences that stand for all that follow, taken into a guest's calendar",
    from: 60,
    prepare: (size) => () => calendarWith(size, "RECURRENCE-ID;RANGE=THISANDFUTURE"),
  },
  {
    name: "dates left out of an invitation that is answered",
    from: 250,
    prepare: (size) => {
      const request = reply(many(size, (i) => `EXDATE:${stampOf(i)}`))
        .replace("METHOD:REPLY", "METHOD:REQUEST")
        .replace("PARTSTAT=ACCEPTED", "RSVP=TRUE")
        .replace("DTSTAMP", "DTSTART:20260507T093000Z\r\nRRULE:FREQ=DAILY\r\nDTSTAMP");
      return () => answer(request, { email: "jane@example.test", status: "accepted" }, { now: later });
    },
  },
  {
    name: "parts of an email",
    from: 50,
    prepare: (size) =>
      opens(
        mail(
          "multipart/mixed; boundary=b",
          many(size, () => "--b\r\nContent-Type: text/plain\r\n\r\nx"),
        ),
      ),
  },
  {
    // One letter beyond ASCII, or small mails would be decoded as a whole, which costs steps only where mails are large.
    name: "line feeds of an email",
    from: 20_000,
    prepare: (size) =>
      opens(
        mail(
          "text/plain",
          many(size, (at) => (at === 0 ? "ü" : "")),
        ),
      ),
  },
  {
    name: "header fields of an email",
    from: 100,
    prepare: (size) => opens(crlf(["From: jane@example.test", ...many(size, (i) => `X-F${i}: x`), "", "x"])),
  },
  {
    name: "blanks before the colons of header fields",
    from: 50,
    prepare: (size) =>
      opens(crlf(["From: jane@example.test", ...many(size, (i) => `X${i}${" ".repeat(380)}:z`), "", "x"])),
  },
  {
    name: "semicolons behind a media type",
    from: 4_000,
    prepare: (size) => opens(mail(`text/plain${";".repeat(size)}`, ["x"])),
  },
  {
    name: "quotation marks behind a media type",
    from: 4_000,
    prepare: (size) => opens(mail(`text/plain;x=${'"'.repeat(size)}`, ["x"])),
  },
  {
    name: "lines that are nearly a boundary",
    from: 2_000,
    prepare: (size) =>
      opens(
        mail(
          "multipart/mixed; boundary=b",
          many(size, () => "--bb"),
        ),
      ),
  },
  {
    name: "mails within mails",
    from: 20,
    prepare: (size) =>
      opens(crlf(["From: a@example.test", ...many(size, () => "Content-Type: message/rfc822\r\n"), "x"])),
  },
  {
    name: "members of one ATTENDEE",
    from: 200,
    prepare: (size) => {
      const members = many(size, (i) => `"mailto:list-${i}@example.test"`).join(",");
      return reads(reply([`ATTENDEE;MEMBER=${members};PARTSTAT=ACCEPTED:mailto:omar@example.test`]));
    },
  },
  {
    name: "parameters without a value behind them",
    from: 4_000,
    prepare: (size) => reads(reply([`X-P${';X="a:b'.repeat(size)}`])),
  },
  {
    name: "addresses in one From",
    from: 60,
    prepare: (size) => opens(crlf([`From: ${many(size, (i) => `a${i}@example.test`).join(", ")}`, "", "x"])),
  },
  {
    name: "results in one field",
    from: 1_000,
    prepare: (size) =>
      judges([`Authentication-Results: mx.example.net${"; dkim=pass (x) header.d=a.test".repeat(size)}`]),
  },
  {
    name: "parentheses in results",
    from: 16_000,
    prepare: (size) =>
      judges([`Authentication-Results: mx.example.net; ${"(".repeat(size)}${")".repeat(size)} dmarc=pass`]),
  },
  {
    name: "fields of results and hops",
    from: 30,
    prepare: (size) =>
      judges([
        "Received: by 2002:a05::1 with SMTP; x",
        ...many(size, () => "Received: from localhost by mx.example.net; x"),
        ...many(size, (i) => `Authentication-Results: mx.example.net; dmarc=pass header.from=a${i}.test`),
        ...many(size, (i) => `ARC-Seal: i=${i}; d=example.net`),
      ]),
  },
  {
    name: "files of a mail in parts",
    from: 60,
    prepare: (size) => {
      const files = many(size, (i) => reply([`X-N:${i}`])).map((content) => ({
        contentType: "text/calendar; method=REPLY",
        content,
      }));
      return () => openParts({ from: "jane@example.test", files });
    },
  },
];

/** Far more than any limit: what must be refused, and at once. */
export const floods: readonly Family[] = [
  { name: "a million line feeds", from: 1_000_000, prepare: (size) => reads(reply(["\r\n".repeat(size)])) },
  {
    name: "a line of two hundred thousand parameters",
    from: 200_000,
    prepare: (size) => reads(reply([`X-P${";A=b".repeat(size)}:x`])),
  },
  {
    name: "a hundred thousand components within each other",
    from: 100_000,
    prepare: (size) => reads("BEGIN:VCALENDAR\r\n".repeat(1) + "BEGIN:X\r\n".repeat(size)),
  },
  {
    name: "forty thousand attendees",
    from: 40_000,
    prepare: (size) => reads(reply(many(size, () => "ATTENDEE:mailto:a@example.test"))),
  },
  {
    name: "ten thousand time zones",
    from: 10_000,
    prepare: (size) =>
      reads(
        reply(
          [],
          many(size, () => "BEGIN:VTIMEZONE\r\nEND:VTIMEZONE"),
        ),
      ),
  },
  {
    name: "a hundred thousand parts",
    from: 100_000,
    prepare: (size) =>
      opens(
        mail(
          "multipart/mixed; boundary=b",
          many(size, () => "--b\r\n"),
        ),
      ),
  },
  {
    name: "a million lines of text",
    from: 1_000_000,
    prepare: (size) => opens(mail("text/plain", ["\r\n".repeat(size)])),
  },
  {
    name: "a hundred thousand header fields",
    from: 100_000,
    prepare: (size) => opens(crlf(["From: a@example.test", ...many(size, () => "X: y")])),
  },
];
