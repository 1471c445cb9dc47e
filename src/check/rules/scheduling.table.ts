import type { Method } from "../../event/status.table.ts";
import type { Kind } from "../../message/message.ts";

const event = ["TENTATIVE", "CONFIRMED"] as const;
const task = ["COMPLETED", "NEEDS-ACTION", "IN-PROCESS"] as const;
const journal = ["DRAFT", "FINAL", "CANCELLED"] as const;

/** STATUS by method (comments in the same tables); a method that is absent allows what RFC 5545 does. */
export const statusAllowed: Partial<
  Readonly<Record<Kind, Partial<Readonly<Record<Method, readonly string[]>>>>>
> = {
  VEVENT: {
    PUBLISH: [...event, "CANCELLED"],
    REQUEST: event,
    ADD: event,
    CANCEL: ["CANCELLED"],
    COUNTER: [...event, "CANCELLED"],
    DECLINECOUNTER: event,
  },
  VTODO: {
    PUBLISH: [...task, "CANCELLED"],
    REQUEST: task,
    ADD: task,
    CANCEL: ["CANCELLED"],
    COUNTER: [...task, "CANCELLED"],
    DECLINECOUNTER: task,
  },
  VJOURNAL: { PUBLISH: journal, ADD: journal, CANCEL: ["CANCELLED"] },
};
