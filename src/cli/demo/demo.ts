import { mkdirSync, writeFileSync } from "node:fs";
import type { AttendeeOutcome } from "../../attendee/index.ts";
import {
  answerIn,
  type Client,
  calendarOf,
  createPerson,
  deliverTo,
  type Person,
  type PersonAnswer,
} from "../../clients/index.ts";
import { composeEmail } from "../../email/compose/compose.ts";
import { openEmail } from "../../email/open/open.ts";
import type { InviteInput } from "../../event/event.ts";
import type { Invite, Transition } from "../../invite/invite.ts";
import { acceptProposal } from "../../invite/organize/answer-proposal.ts";
import { cancelInvite } from "../../invite/organize/cancel.ts";
import { createInvite } from "../../invite/organize/create.ts";
import { statusOf } from "../../invite/organize/status.ts";
import { receive } from "../../invite/receive/receive.ts";
import { formatMessage } from "../../message/format.ts";
import type { Answer } from "../../reply/reply.ts";
import { partTree } from "./part-tree.ts";

/**
 * One whole round with real bytes, told so that a newcomer understands the package from the output alone: what happens, each mail in a
 * line with what it means to the calendar that gets it, and where everybody stands. `--full` shows the bytes as well.
 */

const invitation: InviteInput = {
  id: "budget-2026-q3",
  organizer: { email: "planner@example.com", name: "Paula Planner" },
  recipients: [
    { email: "gina@example.test", name: "Gina" },
    { email: "otto@example.test", name: "Otto" },
    { email: "tove@example.test", name: "Tove" },
  ],
  event: {
    summary: "Budget review",
    description: "Third quarter. Please bring your figures.",
    start: "2027-06-10T10:00",
    end: "2027-06-10T11:00",
    tzid: "Europe/London",
    location: { description: "Room 4" },
    url: "https://example.com/budget",
    reminders: [{ minutes: 15 }],
  },
};

/** What each person does with the invitation, and in whose calendar. */
interface Reaction {
  told: string;
  client: Client;
  email: string;
  name: string;
  as: PersonAnswer;
}

const reactions: readonly Reaction[] = [
  {
    told: "Gina accepts in Google Calendar and leaves a note",
    client: "google",
    email: "gina@example.test",
    name: "Gina",
    as: { status: "accepted", comment: "I'll bring the figures" },
  },
  {
    told: "Otto declines in Outlook on Exchange, whose calendar names its zone the Windows way",
    client: "exchange",
    email: "otto@example.test",
    name: "Otto",
    as: { status: "declined", comment: "On holiday that week, sorry" },
  },
  {
    told: "Tove would rather meet in the afternoon: she proposes a new time",
    client: "google",
    email: "tove@example.test",
    name: "Tove",
    as: {
      status: "tentative",
      comment: "Could we meet after lunch?",
      proposal: {
        start: { time: "2027-06-10T14:00", tzid: "Europe/London" },
        end: { time: "2027-06-10T15:00", tzid: "Europe/London" },
      },
    },
  },
];

/** The people, each with a calendar that remembers, by address. */
const people = new Map<string, Person>(
  reactions.map(({ client, email, name }) => [email, createPerson(client, { email, name })]),
);

const folder = "demo";
const given = process.argv.slice(2);
const full = given.includes("--full");
if (given.some((argument) => argument !== "--full")) {
  console.error("The demo takes one option: --full shows the bytes of every mail.");
  process.exitCode = 2;
} else {
  mkdirSync(folder, { recursive: true });
  await play();
}

async function play(): Promise<void> {
  const { organizer, recipients, event } = invitation;
  heading(`1. ${organizer.name} plans a meeting`);
  console.log(`  ${event.summary}: ${event.start} to ${event.end}, ${event.tzid}`);
  console.log(`  Invited: ${recipients.map(({ name }) => name).join(", ")}`);
  if (full) show(JSON.stringify(invitation, undefined, 2));

  heading(
    "2. createInvite gives a state to store and a message for each person; composeEmail makes an email of it",
  );
  const created = createInvite(invitation, { now: at("2027-06-01T09:00:00Z") });
  await sent("1-invitation", created);

  let { invite } = created;
  for (const [index, reaction] of reactions.entries()) {
    heading(`${index + 3}. ${reaction.told}`);
    invite = await answered(invite, reaction, index);
  }

  heading("6. Tove's time suits everybody: acceptProposal moves the meeting, and asks again");
  const moved = acceptProposal(invite, "tove@example.test", { now: at("2027-06-06T13:00:00Z") });
  await sent("5-update", moved);
  showCalendars();

  heading("7. The meeting is off: cancelInvite, and everyone gets a CANCEL");
  const comment = "The auditors come in July instead.";
  await sent("6-cancellation", cancelInvite(moved.invite, { now: at("2027-06-07T09:00:00Z"), comment }));
  showCalendars();
  const more = full ? "" : " npm run demo -- --full shows their bytes here.";
  console.log(`\nThe emails are in ${folder}/: open them in a mail program of your choice.${more}`);
}

/** Each mail of one step in a line, with what it means to the person who gets it; the first of them is kept as a file. */
async function sent(name: string, { invite, messages }: Transition): Promise<void> {
  for (const [index, message] of messages.entries()) {
    const { raw, envelope, subject } = composeEmail(message);
    const outcome = await delivered(message.to.email, raw);
    const meaning = outcome === undefined ? "" : `: ${meaningOf(outcome)}`;
    console.log(
      `  → ${message.method.padEnd(7)} to ${envelope.to.join(", ").padEnd(19)} “${subject}”${meaning}`,
    );
    if (index > 0) continue;
    save(`${name}.eml`, raw);
    showBytes(raw, message.ics);
  }
  showStatus(invite);
}

async function delivered(email: string, raw: string): Promise<AttendeeOutcome | undefined> {
  const before = people.get(email);
  if (before === undefined) return undefined;
  const { person, outcome } = await deliverTo(before, raw);
  people.set(email, person);
  return outcome;
}

function meaningOf(outcome: AttendeeOutcome): string {
  if (outcome.kind !== "updated") return outcome.kind;
  const changed = outcome.changes.map(({ field }) => field).join(", ");
  return `updated (${changed}), the answer ${outcome.answerStands ? "stands" : "is open again"}`;
}

/** The person answers in their calendar; its mail is opened and applied. */
async function answered(invite: Invite, { client, email, as }: Reaction, index: number): Promise<Invite> {
  const before = people.get(email);
  if (before === undefined) return invite;
  const { person, mails } = answerIn(before, invite.uid, as, { now: at(`2027-06-0${index + 2}T12:00:00Z`) });
  people.set(email, person);
  const raw = mails.map((mail) => mail.raw).join("");
  save(`${index + 2}-${client}-${as.status}.eml`, raw);
  const opened = await openEmail(raw);
  const methods = opened.messages.map(({ method }) => method).join(", ");
  console.log(`  ← ${methods.padEnd(7)} from ${`${opened.from?.email}`.padEnd(17)} “${opened.subject}”`);
  showBytes(raw, opened.messages.map(formatMessage).join(""));
  // What the mail server found out by DKIM and DMARC: "fail" would hold the answer, because anyone can write any From.
  const authentication = "pass";
  const now = at("2027-06-06T12:00:00Z");
  const { invite: next, outcome } = receive(invite, opened, { now, authentication });
  console.log(
    `  receive, told that the mail server's authentication is "${authentication}", says: ${outcome.kind}.`,
  );
  showStatus(next);
  return next;
}

/** What the people's own calendars show, in one line. */
function showCalendars(): void {
  const shown = [...people.values()].map((person) => {
    const views = calendarOf(person).map(
      ({ event, status, cancelled }) => `${event?.start.time} ${cancelled ? "cancelled" : status}`,
    );
    return `${person.name}'s has ${views.length === 0 ? "nothing left" : views.join(", ")}`;
  });
  console.log(`  calendarOf: ${shown.join("; ")}`);
}

function showBytes(raw: string, ics: string): void {
  if (!full) return;
  console.log("\n  Its headers:\n");
  show(raw.slice(0, raw.indexOf("\r\n\r\n")));
  console.log("\n  Its parts:\n");
  show(partTree(raw));
  console.log("\n  The calendar text in it:\n");
  show(ics);
  console.log();
}

function showStatus(invite: Invite): void {
  const { state, recipients } = statusOf(invite);
  console.log(`  statusOf: the event is ${state}`);
  for (const answer of recipients) console.log(`    ${words(answer).trimEnd()}`);
}

function words({ email, status, comment, proposal }: Answer): string {
  const said = comment === undefined ? "" : `  “${comment}”`;
  const instead =
    proposal === undefined
      ? ""
      : `  proposes ${proposal.start.time} – ${proposal.end.time} (${proposal.start.tzid})`;
  return `${email.padEnd(20)} ${status.padEnd(10)}${said}${instead}`;
}

function heading(title: string): void {
  console.log(`\n━━ ${title}`);
}

function show(text: string): void {
  console.log(
    text
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => `    ${line}`)
      .join("\n"),
  );
}

function save(name: string, raw: string): void {
  writeFileSync(`${folder}/${name}`, raw);
}

function at(time: string): Date {
  return new Date(time);
}
