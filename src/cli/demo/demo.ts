import { mkdirSync, writeFileSync } from "node:fs";
import { answerAs, type Client } from "../../clients/index.ts";
import { type ComposedEmail, composeEmail } from "../../email/compose/compose.ts";
import { openEmail } from "../../email/open/open.ts";
import type { InviteInput } from "../../event/event.ts";
import type { Invite } from "../../invite/invite.ts";
import { cancelInvite } from "../../invite/organize/cancel.ts";
import { createInvite } from "../../invite/organize/create.ts";
import { statusOf } from "../../invite/organize/status.ts";
import { receive } from "../../invite/receive/receive.ts";
import { formatMessage } from "../../message/format.ts";
import type { OutgoingMessage } from "../../message/outgoing.ts";
import type { Answer } from "../../reply/reply.ts";
import { partTree } from "./part-tree.ts";

/** One whole round with real bytes, printed so that a newcomer understands the package from the output alone. */

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

interface Reaction {
  told: string;
  client: Client;
  as: Parameters<typeof answerAs>[2];
}

const reactions: readonly Reaction[] = [
  {
    told: "Gina accepts in Google Calendar and leaves a note",
    client: "google",
    as: { email: "gina@example.test", name: "Gina", status: "accepted", comment: "I'll bring the figures" },
  },
  {
    told: "Otto declines in Outlook on Exchange, whose calendar names its zone the Windows way",
    client: "exchange",
    as: {
      email: "otto@example.test",
      name: "Otto",
      status: "declined",
      comment: "On holiday that week, sorry",
    },
  },
  {
    told: "Tove would rather meet in the afternoon: she proposes a new time",
    client: "google",
    as: {
      email: "tove@example.test",
      name: "Tove",
      status: "tentative",
      comment: "Could we meet after lunch?",
      proposal: {
        start: { time: "2027-06-10T14:00", tzid: "Europe/London" },
        end: { time: "2027-06-10T15:00", tzid: "Europe/London" },
      },
    },
  },
];

const folder = "demo";
mkdirSync(folder, { recursive: true });
await play();

async function play(): Promise<void> {
  heading("1. The event");
  show(JSON.stringify(invitation, undefined, 2));

  heading(
    "2. createInvite gives a state to store and one message for each person; composeEmail makes it an email",
  );
  const created = createInvite(invitation, { now: at("2027-06-01T09:00:00Z") });
  const [first] = created.messages;
  if (first === undefined) return;
  const email = composeEmail(first);
  save("1-invitation.eml", email.raw);
  describeEmail(email, first);

  let { invite } = created;
  showStatus("Nobody has answered yet", invite);

  for (const [index, reaction] of reactions.entries()) {
    heading(`${index + 3}. ${reaction.told}`);
    invite = await answered(invite, created.messages, reaction, index);
  }

  heading("6. The meeting is off: cancelInvite, and everyone gets a CANCEL");
  const cancelled = cancelInvite(invite, {
    now: at("2027-06-07T09:00:00Z"),
    comment: "The auditors come in July instead.",
  });
  const [last] = cancelled.messages;
  if (last === undefined) return;
  const farewell = composeEmail(last);
  save("5-cancellation.eml", farewell.raw);
  describeEmail(farewell, last);
  showStatus("What remains", cancelled.invite);
  console.log(`\nThe emails are in ${folder}/: open them in a mail program of your choice.`);
}

/** The person's calendar answers its own copy; the answering email is opened and applied. */
async function answered(
  invite: Invite,
  sent: readonly OutgoingMessage[],
  { client, as }: Reaction,
  index: number,
): Promise<Invite> {
  const copy = sent.find((message) => message.to.email === as.email);
  if (copy === undefined) return invite;
  const { raw } = answerAs(client, copy, as, { now: at(`2027-06-0${index + 2}T12:00:00Z`) });
  save(`${index + 2}-${client}-${as.status}.eml`, raw);
  const opened = await openEmail(raw);
  showEmail(raw, opened.messages.map(formatMessage).join(""));
  console.log(
    `\n  openEmail finds ${opened.messages.map((message) => message.method).join(", ")} from ${opened.from?.email}.`,
  );
  // What the mail server found out by DKIM and DMARC: "fail" would hold the answer, because anyone can write any From.
  const authentication = "pass";
  const { invite: next, outcome } = receive(invite, opened, {
    now: at("2027-06-06T12:00:00Z"),
    authentication,
  });
  console.log(
    `  receive, told that the mail server's authentication is "${authentication}", says: ${outcome.kind}.`,
  );
  showStatus("statusOf now", next);
  return next;
}

function describeEmail({ raw, envelope, subject }: ComposedEmail, message: OutgoingMessage): void {
  console.log(
    `\n  One of ${message.method === "REQUEST" ? "the invitations" : "the cancellations"}: from ${envelope.from} to ${envelope.to.join(", ")}, “${subject}”.`,
  );
  showEmail(raw, message.ics);
}

function showEmail(raw: string, ics: string): void {
  console.log("\n  Its headers:\n");
  show(raw.slice(0, raw.indexOf("\r\n\r\n")));
  console.log("\n  Its parts:\n");
  show(partTree(raw));
  console.log("\n  The calendar text in it:\n");
  show(ics);
}

function showStatus(title: string, invite: Invite): void {
  const { state, recipients } = statusOf(invite);
  console.log(`\n  ${title} (the event is ${state}):\n`);
  for (const answer of recipients) console.log(`    ${words(answer)}`);
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
  console.log(`\n\n━━ ${title}\n`);
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
