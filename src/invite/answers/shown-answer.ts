import type { Answer } from "../../reply/reply.ts";
import type { Entry, Statement } from "../invite.ts";
import type { Verdict } from "./judge.ts";

/** What counts of somebody's statements, as it is shown; `entries` are all of theirs, `initial` holds until they say something. */
export function shownAnswer(
  { stated, comment, proposal }: Verdict,
  entries: readonly Entry[],
  initial?: Answer["status"],
): Omit<Answer, "email" | "name"> {
  const { delegatedTo, delegatedFrom } = stated ?? {};
  return {
    status: stated?.status ?? initial ?? "pending",
    ...(comment === undefined ? {} : { comment }),
    ...(proposal === undefined ? {} : { proposal }),
    ...(isUndeliverable(entries) ? { undeliverable: true as const } : {}),
    ...(delegatedTo === undefined ? {} : { delegatedTo }),
    ...(delegatedFrom === undefined ? {} : { delegatedFrom }),
  };
}

/** Who wrote after a mail to them came back has got one since; both dates are emails' own, so arrival decides nothing. */
function isUndeliverable(entries: readonly Entry[]): boolean {
  const bounced = entries.find((entry) => entry.bounced !== undefined)?.bounced;
  if (bounced === undefined || bounced === "") return bounced === "";
  const isLater = (statement: Statement | undefined) =>
    (statement?.sentAt ?? statement?.dtstamp ?? "") > bounced;
  return !entries.some(({ reply, counter }) => isLater(reply) || isLater(counter));
}
