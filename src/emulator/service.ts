import { smartInviteCallback } from "../cronofy/callback.ts";
import { defined } from "../input.ts";
import type { Outcome } from "../invite/answers/outcome.ts";
import type { Invite, Transition } from "../invite/invite.ts";
import type { Incoming } from "../invite/receive/incoming.ts";
import { receive } from "../invite/receive/receive.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import type { Reply } from "../reply/reply.ts";
import type { HandOver } from "./hand-over.ts";
import type { Setup } from "./options.ts";
import type { StoredInvite } from "./record.ts";
import { swap } from "./swap.ts";
import type { UidIndex } from "./uid-index.ts";

/** A running service: what it was made of, its worker, and where its invites are. */
export interface Service {
  readonly setup: Setup;
  readonly worker: HandOver;
  readonly index: UidIndex;
}

/** A new or changed invite with what is to be sent because of it, in the order in which it came up. */
export function withTransition(
  stored: StoredInvite | undefined,
  { invite, messages }: Transition,
  replies: readonly Reply[],
  now: Date,
): StoredInvite {
  const before = stored ?? { callbacks: [], mails: [], next: 1 };
  const due = now.toISOString();
  const waiting = (index: number) => ({ number: before.next + index, due, refusals: 0 });
  const url = invite.callbackUrl;
  const callbacks =
    url === undefined ? [] : replies.map((reply) => ({ url, body: callbackBody(invite, reply) }));
  return {
    invite,
    mails: [
      ...before.mails,
      ...messages.map((message: OutgoingMessage, index) => ({ ...waiting(index), message })),
    ],
    callbacks: [
      ...before.callbacks,
      ...callbacks.map((callback, index) => ({ ...waiting(messages.length + index), ...callback })),
    ],
    next: before.next + messages.length + callbacks.length,
  };
}

function callbackBody(invite: Invite, reply: Reply): string {
  return JSON.stringify(smartInviteCallback(invite, reply));
}

/** Takes in what somebody said about a stored invite, stores it, and calls the application back. */
export async function takeIn(
  { setup, worker }: Service,
  key: string,
  incoming: Incoming,
  verdict?: "pass" | "fail" | "none",
): Promise<Outcome> {
  const now = setup.now();
  const rules = { now, ...defined({ authentication: verdict }) };
  const outcome = await swap<Outcome>(setup.store, key, (stored) => {
    if (stored === undefined) return { result: { kind: "ignored", reason: "other-uid" } };
    const { outcome: result, ...transition } = receive(stored.invite, incoming, rules);
    const replies = result.kind === "applied" ? result.replies : [];
    const same = transition.invite === stored.invite && transition.messages.length + replies.length === 0;
    return { next: same ? undefined : withTransition(stored, transition, replies, now), result };
  });
  if (outcome.kind === "applied") {
    worker.watch(key, "mails");
    worker.watch(key, "callbacks");
    await Promise.all([worker.run(key, "mails"), worker.run(key, "callbacks")]);
  }
  return outcome;
}
