import type { Method } from "../../event/status.table.ts";
import type { Kind } from "../../message/message.ts";

const event = ["TENTATIVE", "CONFIRMED"] as const;
const eventOrCancelled = ["TENTATIVE", "CONFIRMED", "CANCELLED"] as const;
const task = ["COMPLETED", "NEEDS-ACTION", "IN-PROCESS"] as const;
const taskOrCancelled = ["COMPLETED", "NEEDS-ACTION", "IN-PROCESS", "CANCELLED"] as const;
const journal = ["DRAFT", "FINAL", "CANCELLED"] as const;

/** STATUS by method (comments in the same tables); a method that is absent allows what RFC 5545 does. */
export const statusAllowed: Partial<
  Readonly<Record<Kind, Partial<Readonly<Record<Method, readonly string[]>>>>>
> = {
  VEVENT: {
    PUBLISH: eventOrCancelled,
    REQUEST: event,
    ADD: event,
    CANCEL: ["CANCELLED"],
    COUNTER: eventOrCancelled,
    DECLINECOUNTER: event,
  },
  VTODO: {
    PUBLISH: taskOrCancelled,
    REQUEST: task,
    ADD: task,
    CANCEL: ["CANCELLED"],
    COUNTER: taskOrCancelled,
    DECLINECOUNTER: task,
  },
  VJOURNAL: { PUBLISH: journal, ADD: journal, CANCEL: ["CANCELLED"] },
};
