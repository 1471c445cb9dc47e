import { type Invite, ItipError, type OpenedEmail, openEmail, receive } from "../../src/index.ts";
import { type Fate, fateOf } from "./fate.ts";
import { keyOf } from "./key-of.ts";
import { type Command, perform } from "./perform.ts";
import type { Mail, Story } from "./story.ts";

/** What one process makes of one story when everything comes once and in order. */
export interface Reference {
  readonly invite: Invite;
  /** Keys of all messages that the organizer's steps call for. */
  readonly messages: readonly string[];
  /** The same plan, with the answers that it takes: without those about occurrences that the event does not have any more. */
  readonly standing: Invite;
  /** Ids of the mails of which nothing can be taken in: to be kept for a person, or for a change that never came. */
  readonly aside: readonly string[];
  /** Ids of the mails that can be taken in before the organizer's last change only: whoever has them later keeps them. */
  readonly former: readonly string[];
}

/** Opens each mail when its turn comes; presents what a later change may make sense of again after each command. */
export async function referenceOf({ created, commands, mails }: Story): Promise<Reference> {
  const events = [
    ...commands.map((command) => ({ at: command.at, command, mail: undefined })),
    ...mails.map((mail) => ({ at: mail.received, command: undefined, mail })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  let process: Process = {
    invite: created.invite,
    messages: created.messages.map(keyOf),
    again: [],
    aside: [],
  };
  for (const { command, mail } of events) {
    if (command !== undefined) process = await commanded(process, command);
    else if (mail !== undefined) process = await delivered(process, mail);
  }
  const { invite, messages } = process;
  const refused = [...process.aside, ...process.again];
  const known = new Set(refused.map(({ id }) => id));
  // Without a change, first and last is one.
  const { standing, useless } = await takenInLast(invite, commands.length === 0 ? refused : mails);
  return {
    ...{ invite, messages, standing: commands.length === 0 ? invite : standing },
    aside: useless.filter((id) => known.has(id)),
    former: useless.filter((id) => !known.has(id)),
  };
}

/**
 * What becomes of all mails when they come after the last change. A mail of which one part repeats what is known and another is
 * damaged is set aside or taken in, depending on what came first: nobody has answered yet here.
 */
async function takenInLast(invite: Invite, mails: readonly Mail[]) {
  const unanswered: Invite = { ...invite, answers: [], strangers: [] };
  const useless: string[] = [];
  let standing = unanswered;
  for (const mail of mails) {
    standing = (await takenIn(standing, mail)).invite;
    if ((await takenIn(unanswered, mail)).fate !== "done") useless.push(mail.id);
  }
  return { standing, useless };
}

interface Process {
  readonly invite: Invite;
  readonly messages: readonly string[];
  readonly again: readonly Mail[];
  readonly aside: readonly Mail[];
}

async function commanded(process: Process, command: Command): Promise<Process> {
  const { invite, messages } = perform(process.invite, command);
  let next: Process = {
    ...process,
    invite,
    messages: [...process.messages, ...messages.map(keyOf)],
    again: [],
  };
  for (const mail of process.again) next = await delivered(next, mail);
  return next;
}

async function delivered(process: Process, mail: Mail): Promise<Process> {
  const { invite, fate } = await takenIn(process.invite, mail);
  const next = { ...process, invite };
  if (fate === "again") return { ...next, again: [...next.again, mail] };
  return fate === "aside" ? { ...next, aside: [...next.aside, mail] } : next;
}

async function takenIn(invite: Invite, mail: Mail): Promise<{ invite: Invite; fate: Fate }> {
  const email = await openedOrNothing(mail.raw);
  if (email === undefined || !email.uids.includes(invite.uid)) return { invite, fate: "aside" };
  const options = { now: new Date(mail.received), authentication: mail.verdict };
  const { invite: next, outcome } = receive(invite, email, options);
  return { invite: next, fate: fateOf(outcome) };
}

/** Some mails are damaged beyond being a mail at all. */
export async function openedOrNothing(raw: Uint8Array): Promise<OpenedEmail | undefined> {
  try {
    return await openEmail(raw);
  } catch (error) {
    if (error instanceof ItipError) return undefined;
    throw error;
  }
}
