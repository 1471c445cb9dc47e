import { ItipError } from "../../errors.ts";
import type { Mailbox } from "../../event/event.ts";
import { defined } from "../../input.ts";
import type { CheckedMessage } from "../outgoing-input.ts";
import type { CheckedOptions } from "./options.ts";

/** Who an email is from and who it goes to. */
export interface People {
  from: Mailbox;
  sender?: Mailbox;
  replyTo?: Mailbox;
  to: Mailbox;
}

/** With a From of the caller's own, answers by plain mail still go to whoever the message is from. */
export function peopleOf(message: CheckedMessage, options: CheckedOptions): People {
  const replyTo = options.replyTo ?? (options.from === undefined ? undefined : message.from);
  return {
    from: options.from ?? message.from,
    ...defined({ sender: options.sender, replyTo }),
    to: message.to,
  };
}

/**
 * Refuses addresses that plain SMTP cannot carry (RFC 6531).
 *
 * @throws {ItipError} `needs-smtputf8` with every such address.
 */
export function refuseLocalParts(people: People): void {
  const foreign = roles.filter((role) => /[^\u0000-\u007f]/.test(people[role]?.email ?? ""));
  if (foreign.length === 0) return;
  const problems = foreign.map((role) => ({
    path: `${role}.email`,
    code: "needs-smtputf8",
    message: "only a mail server with SMTPUTF8 can take this address; allow it with smtputf8: true",
  }));
  throw new ItipError("needs-smtputf8", problems);
}

const roles = ["from", "sender", "replyTo", "to"] as const satisfies readonly (keyof People)[];
