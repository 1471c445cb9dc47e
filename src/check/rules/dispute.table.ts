import type { Method } from "../../event/status.table.ts";
import type { Finding } from "../../finding.ts";
import type { Kind } from "../../message/message.ts";

/** A count of RFC 5546 that the RFC itself contradicts, and how grave breaking it therefore is. */
export interface Dispute {
  readonly kind: Kind;
  readonly methods: readonly Method[];
  readonly name: string;
  /** Which side of the count is in doubt: too few, or too many. */
  readonly side: "missing" | "excess";
  readonly severity: Finding["severity"];
  /** In doubt only where the ATTENDEEs are delegators and delegates of one another. */
  readonly when?: "delegation";
  /** What speaks against the table, a sentence. */
  readonly because: string;
}

const delegation =
  "But section 3.2.2.3 asks a delegator to name the delegate too, and examples 4.2.6 and 4.2.7 carry two.";
const refresh = "But the RFC's own example 4.7.1 lists four.";
const oneZone = "But an event may start in one zone and end in another.";
const priority = "But no known calendar sets it.";

/**
 * Where RFC 5546 contradicts itself: found by holding its 52 examples against its 22 tables.
 */
export const disputes = [
  {
    kind: "VEVENT",
    methods: ["REPLY"],
    name: "ATTENDEE",
    side: "excess",
    severity: "info",
    when: "delegation",
    because: delegation,
  },
  {
    kind: "VTODO",
    methods: ["REPLY"],
    name: "ATTENDEE",
    side: "excess",
    severity: "info",
    when: "delegation",
    because: delegation,
  },
  {
    kind: "VEVENT",
    methods: ["REFRESH"],
    name: "ATTENDEE",
    side: "excess",
    severity: "warning",
    because: refresh,
  },
  {
    kind: "VTODO",
    methods: ["REFRESH"],
    name: "ATTENDEE",
    side: "excess",
    severity: "warning",
    because: refresh,
  },
  {
    kind: "VEVENT",
    methods: ["COUNTER"],
    name: "SEQUENCE",
    side: "missing",
    severity: "warning",
    because: "But the comment beside the count lets it be absent when it is 0.",
  },
  {
    kind: "VEVENT",
    methods: ["REPLY"],
    name: "VTIMEZONE",
    side: "excess",
    severity: "info",
    because: oneZone,
  },
  {
    kind: "VTODO",
    methods: ["REPLY", "CANCEL", "COUNTER"],
    name: "VTIMEZONE",
    side: "excess",
    severity: "info",
    because: oneZone,
  },
  {
    kind: "VTODO",
    methods: ["REFRESH"],
    name: "ORGANIZER",
    side: "excess",
    severity: "warning",
    because: "But a VEVENT's REFRESH must have it (section 3.2.6).",
  },
  {
    kind: "VTODO",
    methods: ["PUBLISH", "REQUEST", "ADD", "COUNTER"],
    name: "PRIORITY",
    side: "missing",
    severity: "warning",
    because: priority,
  },
] as const satisfies readonly Dispute[];
