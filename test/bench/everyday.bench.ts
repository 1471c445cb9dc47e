import { simpleParser } from "mailparser";
import MailComposer from "nodemailer/lib/mail-composer";
import PostalMime from "postal-mime";
import { type Attendance, receiveInvitation } from "../../src/attendee/index.ts";
import {
  changeParts,
  composeEmail,
  createInvite,
  type GuestPart,
  type InviteHead,
  neededParts,
  openEmail,
  parseInvite,
  parseMessage,
  partsOf,
  receive,
  updateInvite,
} from "../../src/index.ts";
import { answered, answerOf, guestAt, invitedTo, now, once, uid } from "./answered.ts";
import { bench, benchOf, describe, goal } from "./bench.ts";
import { byIcal, byNodeIcal } from "./read.bench.ts";

/* What people pay every day, in the order in which it happens: a letter goes out, an answer comes back, a row is written. */

/** One guest is invited to each of 64 meetings. */
const meetings = Array.from({ length: 64 }, (_, index) => {
  const input = {
    id: `budget-review-${index}`,
    organizer: { email: "planner@example.com", name: "Planner" },
    recipients: [{ email: guestAt(0), name: "Jane Doe" }],
    event: {
      ...invitedTo(1).plan.event,
      start: "2026-05-07T10:30",
      end: "2026-05-07T11:30",
      location: { description: `Room ${10 + index}` },
    },
  };
  const [message] = createInvite(input, { now }).messages;
  if (message === undefined) throw new Error("nothing to send");
  const email = composeEmail(message);
  const { subject, headers, date, parts } = email;
  // As a caller has them: read from somewhere, and not put together a moment ago.
  const { text, html }: { text: string; html: string } = JSON.parse(JSON.stringify(parts));
  /** The same letter to both: MailComposer has none of its own. */
  return { message, letter: { subject, text, html }, headers, date, calendar: parts.calendar };
});
const [meeting] = meetings;
if (meeting === undefined) throw new Error("no meeting");
const { message, letter } = meeting;

let turn = 0;
const another = () => meetings[turn++ % meetings.length] ?? meeting;

function byMailComposer({ letter, headers, date, calendar }: (typeof meetings)[number]) {
  const composer = new MailComposer({
    ...{ ...letter, headers, date },
    from: { name: "Planner", address: "planner@example.com" },
    to: { name: "Jane Doe", address: guestAt(0) },
    icalEvent: { method: "REQUEST", filename: "invite.ics", content: calendar },
  });
  return composer.compile().build();
}

describe("compose the email, without a Message-ID", () => {
  bench("itip, the letter given", () => composeEmail(message, letter));
  bench("itip, its letter too", () => composeEmail(message));
  // Nothing that was encoded for the email before can be used again.
  bench("itip, the letter given, each time of another meeting", () => {
    const next = another();
    return composeEmail(next.message, next.letter);
  });
  // MailComposer gives octets.
  bench("itip, the same, as octets", () => {
    const next = another();
    return Buffer.from(composeEmail(next.message, next.letter).raw);
  });
  bench("nodemailer's MailComposer, the letter given", () => byMailComposer(another()));
  goal({ kind: "times", than: "nodemailer's MailComposer, the letter given", times: 15 });
});

/** A mail of 2 KB, as a client wraps its answer: the words, and the calendar text once. */
const mail = new TextEncoder().encode(
  [
    "Received: from mail.example.test (mail.example.test [192.0.2.7]) by mx.example.com",
    " with ESMTPS id 4XyZ for <planner@example.com>; Sat, 02 May 2026 08:00:14 +0000",
    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.test; s=2026; h=from:to:date;",
    ` bh=${"A".repeat(43)}=; b=${"B".repeat(60)}`,
    ...Array.from({ length: 4 }, () => ` ${"C".repeat(76)}`),
    `From: Guest 1 <${guestAt(1)}>`,
    "To: Planner <planner@example.com>",
    "Subject: Accepted: Budget review @ Thu 7 May 2026 10:30 - 11:30 (BST)",
    "Date: Sat, 02 May 2026 08:00:10 +0000",
    "Message-ID: <calendar-1f7d@example.test>",
    "MIME-Version: 1.0",
    'Content-Type: multipart/alternative; boundary="000000000000inner"',
    "",
    "--000000000000inner",
    "Content-Type: text/plain; charset=UTF-8",
    "",
    "Guest 1 has accepted this invitation: Budget review, Thursday, 7 May 2026, 10:30.",
    "--000000000000inner",
    "Content-Type: text/html; charset=UTF-8",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    ...Array.from(
      { length: 6 },
      () => '<p style=3D"margin:0;padding:0 0 1em 0">Guest 1 has accepted this=20</p>',
    ),
    "--000000000000inner",
    'Content-Type: text/calendar; charset="UTF-8"; method=REPLY',
    "Content-Transfer-Encoding: 7bit",
    "",
    answerOf(1),
    "--000000000000inner--",
    "",
  ].join("\r\n"),
);
const row = JSON.stringify(invitedTo(3));

describe("an answer arrives: open 2 KB of mail, receive it on a stored row, write the row", () => {
  bench("itip", async () => {
    const email = await openEmail(mail);
    return JSON.stringify(receive(JSON.parse(row), email, { authentication: "pass", now }).invite);
  });
  bench("opening it alone: itip", () => openEmail(mail));
  bench("opening it alone: mailparser and node-ical", async () => {
    const { attachments } = await simpleParser(Buffer.from(mail));
    const part = attachments.find(({ contentType }) => contentType === "text/calendar");
    return byNodeIcal(part?.content.toString("utf8") ?? "");
  });
  bench("opening it alone: postal-mime and ical.js", async () => {
    const { attachments } = await PostalMime.parse(mail, { attachmentEncoding: "utf8" });
    const part = attachments.find(({ mimeType }) => mimeType === "text/calendar");
    return byIcal(String(part?.content));
  });
});

for (const guests of [3, 1_000, 10_000]) {
  const stored = once(() => JSON.stringify(answered(invitedTo(guests))));

  describe(`parseInvite of a stored invite, ${guests} guests`, () => {
    // What was checked once is not checked again: each run has a value of its own, the making of which does not count.
    benchOf("itip", () => JSON.parse(stored()), parseInvite);
    bench("JSON.parse", () => JSON.parse(stored()));
    goal({ kind: "times", than: "JSON.parse", times: 1 / 2 });
  });
}

/** An invite as a database of rows has it: the head, and a text a guest. */
function rowsOf(guests: number) {
  return once(() => {
    const { head, guests: people } = partsOf(answered(invitedTo(guests)));
    return {
      head: JSON.stringify(head),
      rows: new Map(people.map((one): [string, string] => [one.address, JSON.stringify(one)])),
      whole: JSON.stringify(answered(invitedTo(guests))),
    };
  });
}

const later = parseMessage(answerOf(1, 9));

for (const guests of [10, 10_000]) {
  const table = rowsOf(guests);

  describe(`an answer to an invite of ${guests} guests, from the row to the row`, () => {
    bench("a row a guest", () => {
      const { head, rows } = table();
      const read: GuestPart[] = neededParts(later).addresses.map((address) =>
        JSON.parse(rows.get(address) ?? ""),
      );
      const first: InviteHead = JSON.parse(head);
      const { changed } = changeParts({ head: first, guests: read }, (invite) =>
        receive(invite, later, { now }),
      );
      return changed.guests.map((one) => JSON.stringify(one));
    });
    bench("one row", () => JSON.stringify(receive(JSON.parse(table().whole), later, { now }).invite));
  });
}

/** Five hundred events that a person is invited to, each in twenty mails: the invitation, and what became of it. */
const invitations = once(() =>
  Array.from({ length: 500 }, (_, event) => {
    const start = (day: number) => `2026-06-${String(10 + day).padStart(2, "0")}T10:30`;
    const input = {
      id: `event-${event}`,
      uid: `event-${event}-${uid}`,
      organizer: { email: "planner@example.com" },
      recipients: [{ email: guestAt(0) }],
      event: {
        summary: `Event ${event}`,
        start: start(0),
        end: `${start(0).slice(0, 11)}11:30`,
        tzid: "Europe/London",
      },
    };
    let { invite, messages } = createInvite(input, { now });
    const texts = messages.map(({ ics }) => ics);
    for (let change = 1; change < 20; change++) {
      const event = change % 2 === 0 ? { start: start(change) } : { summary: `Event, part ${change}` };
      ({ invite, messages } = updateInvite(
        invite,
        { event },
        { now: new Date(now.getTime() + change * 60_000) },
      ));
      texts.push(...messages.map(({ ics }) => ics));
    }
    return texts;
  }),
);

describe("10,000 mails into one person's calendar", () => {
  bench("itip/attendee", () =>
    invitations().map((texts) =>
      texts.reduce<Attendance | undefined>(
        (attendance, ics) => receiveInvitation(attendance, ics, { me: guestAt(0), now }).attendance,
        undefined,
      ),
    ),
  );
  bench("parseMessage of them alone", () =>
    invitations().map((texts) => texts.map((ics) => parseMessage(ics))),
  );
});
