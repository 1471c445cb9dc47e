import type { Recipient } from "../event/event.ts";
import { readRecipients } from "../event/read-invite.ts";
import { readMailbox } from "../event/read-mailbox.ts";
import { at, atIndex, defined, fault, isRecord, type Reading, readChoice } from "../input.ts";
import { requestStatuses } from "./status.table.ts";

/** The people a request is about, in the form that it names them: `recipient` or `recipients`. */
export type Guests =
  | { readonly form: "recipient"; readonly recipient: Recipient }
  | { readonly form: "recipients"; readonly recipients: readonly Recipient[] };

/** The people whom a request names: `recipients` takes the place of `recipient`. */
export function readRequestGuests(
  body: Record<string, unknown>,
  method: "request" | "cancel" | "remove",
  reading: Reading,
): Guests | undefined {
  const several = body.recipients !== undefined && body.recipients !== null;
  if (several && method === "remove") {
    const message = "must not be given with the method remove: one recipient is removed at a time";
    fault(at(reading, "recipients"), "unsupported", message);
  } else if (several && body.recipient !== undefined && body.recipient !== null) {
    const message = "must not be given together with recipient: give one of them";
    fault(at(reading, "recipients"), "unsupported", message);
  } else if (several) {
    const recipients = readSeveral(body.recipients, at(reading, "recipients"));
    return recipients === undefined ? undefined : { form: "recipients", recipients };
  }
  const recipient = readOne(body.recipient, at(reading, "recipient"));
  return recipient === undefined ? undefined : { form: "recipient", recipient };
}

function readSeveral(value: unknown, reading: Reading): Recipient[] | undefined {
  const people: readonly unknown[] | undefined = Array.isArray(value) ? value : undefined;
  const recipients = readRecipients(people?.map(knownKeys) ?? value, reading);
  people?.forEach((person, index) => {
    readStatus(person, atIndex(reading, index));
  });
  return recipients;
}

/** Where the recipient is absent, the problem is reported at its `email`, the only member that is required. */
function readOne(value: unknown, reading: Reading): Recipient | undefined {
  const mailbox = readMailbox(value === undefined || value === null ? {} : knownKeys(value), reading);
  const status = readStatus(value, reading);
  return mailbox === undefined ? undefined : { ...mailbox, ...defined({ status }) };
}

/** In the API a recipient is an address and an initial status; other keys may hold anything. */
function knownKeys(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const status = requestStatuses.find((word) => word === value.status);
  return { email: value.email, ...defined({ status }) };
}

function readStatus(value: unknown, reading: Reading): (typeof requestStatuses)[number] | undefined {
  return isRecord(value) ? readChoice(value.status, requestStatuses, at(reading, "status")) : undefined;
}
