import { type Invite, type OpenedEmail, type OutgoingMessage, receiveAll } from "../../src/index.ts";
import { type Fate, fateOf } from "./fate.ts";

/** An email that was opened, with what the mail server said of it. */
export interface Letter {
  readonly id: string;
  /** When the mail server took it in. */
  readonly received: Date;
  readonly verdict: "pass" | "fail" | "none";
  /** Absent where the mail is damaged beyond being one. */
  readonly email?: OpenedEmail;
}

/** The next state, what to send, and what becomes of each letter, by its id. */
export interface TakenIn {
  readonly invite: Invite;
  readonly messages: OutgoingMessage[];
  readonly fates: ReadonlyMap<string, Fate>;
}

/** Takes in letters that are about an invite. `now` is when the mail server took them in, whatever this machine's clock says. */
export function takeInAll(stored: Invite, letters: readonly Letter[]): TakenIn {
  const fates = new Map<string, Fate>();
  const messages: OutgoingMessage[] = [];
  let invite = stored;
  for (const authentication of ["pass", "none", "fail"] as const) {
    const these = letters.flatMap(({ id, verdict, received, email }) =>
      verdict === authentication && email !== undefined ? [{ id, received, email }] : [],
    );
    if (these.length === 0) continue;
    const now = new Date(Math.max(...these.map(({ received }) => received.getTime())));
    const result = receiveAll(
      invite,
      these.map(({ email }) => email),
      { authentication, now },
    );
    for (const [k, outcome] of result.outcomes.entries()) fates.set(these[k]?.id ?? "", fateOf(outcome));
    messages.push(...result.messages);
    invite = result.invite;
  }
  return { invite, messages, fates };
}

/** The letters about each event: a letter without a UID is about none. */
export function byUid(letters: readonly Letter[]): Map<string, Letter[]> {
  const found = new Map<string, Letter[]>();
  for (const letter of letters) {
    for (const uid of letter.email?.uids ?? []) {
      const known = found.get(uid);
      if (known === undefined) found.set(uid, [letter]);
      else known.push(letter);
    }
  }
  return found;
}
