import { answerAs } from "../../../src/clients/index.ts";
import {
  createInvite,
  type Invite,
  type OutgoingMessage,
  openEmail,
  receiveAll,
  type Transition,
} from "../../../src/index.ts";
import type { Mail } from "../story.ts";

const begun = Date.parse("2027-03-01T08:00:00Z");
const after = (seconds: number) => new Date(begun + 1_000 * seconds);

/** An invitation of so many guests, under a UID of its own. */
export function invitation(guests: number, uid = `${guests}-guests@example.com`): Transition {
  return createInvite(
    {
      ...{ id: "crowd", uid, organizer: { email: "planner@example.com", name: "Paula Planner" } },
      recipients: Array.from({ length: guests }, (_, k) => ({
        ...{ email: `guest${k}@example.test`, name: `Guest ${k}` },
      })),
      event: {
        summary: "All hands",
        start: "2027-06-10T10:00",
        end: "2027-06-10T11:00",
        tzid: "Europe/London",
      },
      guestList: "hidden",
    },
    { now: after(0) },
  );
}

/** The state when everybody has accepted. */
export async function accepted({ invite, messages }: Transition): Promise<Invite> {
  const emails = await Promise.all(
    messages.map((message) => openEmail(answerTo(message, "accepted", after(60)))),
  );
  return receiveAll(invite, emails, { now: after(60), authentication: "pass" }).invite;
}

/** So many change their minds, one after the other, spread over the list of guests. */
export function changesOfMind(count: number, invitationOf: (k: number) => Transition): Mail[] {
  return Array.from({ length: count }, (_, k): Mail => {
    const { messages, invite } = invitationOf(k);
    const message = messages[Math.floor((k * messages.length) / count)];
    if (message === undefined) throw new Error("nobody is invited");
    const now = after(120 + k);
    const status = k % 2 === 0 ? "declined" : "tentative";
    return {
      ...{ id: `change-${k}`, uid: invite.uid, received: now.toISOString(), verdict: "pass" },
      said: { email: message.to.email, status },
      raw: Buffer.from(answerTo(message, status, now)),
    };
  });
}

/** Under which UID one of many copies stands: a number that has nothing to do with the one before it, the same in each run. */
export function copyOf(uid: string, k: number, copies: number): string {
  return `${1 + ((k * 7_919 * 104_729) % (copies - 1))}-${uid}`;
}

function answerTo(
  message: OutgoingMessage,
  status: "accepted" | "declined" | "tentative",
  now: Date,
): string {
  return answerAs("google", message, { email: message.to.email, status }, { now }).raw;
}
