import { under } from "./under.ts";

/**
 * What goes to a file of its own in CommonJS, where a file loads another one when it first calls one of its functions: modules under `src`,
 * or all modules of a folder, whose name ends with a slash. They are what an everyday journey runs and others do not, or the reverse, as a
 * coverage of the journeys shows it. Wherever a module stands, the package does the same; this is about what a first call has to load.
 */
export const apartTable = {
  /** What is little and run by nearly everybody. */
  trunk: under("event", "show-event shown-text busy-status.table"),
  /** What a first REQUEST runs, and no reader does. */
  event: [
    ...under("icalendar", "write fold"),
    ...under("timezone", "write-vtimezone observance format-calendar-time"),
    "message/write-calendar",
    "event/span",
    "base64",
  ],
  /** What `createInvite` runs beside it. */
  create: [
    ...under("invite", "invite order event-of-plan stamp organize/create organize/mail organize/guests"),
    ...under("invite", "answers/people occurrences/occurrence stored/trust"),
    ...under("time", "in-utc plain-moment"),
  ],
  /** What a sound message has none of. */
  finding: ["finding", "finding.table"],
  /** Names of zones that are not the runtime's. */
  names: [
    ...under(
      "timezone/names",
      "abbreviation abbreviation.table offset-name spelt-zone windows windows.table",
    ),
    ...under("timezone/names", "city.table place place.table named-zone spelling"),
    ...under("timezone", "match-zone paired-zone unknown-zone"),
  ],
  /** Who wrote an email, by its Authentication-Results. */
  verdict: ["email/verdict/"],
  /** The parts of an email that somebody else took apart. */
  parts: ["email/parts/"],
  /** What the checker knows of properties and parameters, which a guest's answer is checked by too. */
  value: under("check", "value value-form rules/property.table rules/parameter.table"),
  /** What an invited person reads. */
  invitation: ["reply/read-invitation", "event/from-vevent", "event/recurrence-of"],
  /** What is seldom done with a stored invite. */
  adopt: [...under("invite/organize", "adopt split merge answers-along"), "invite/parts/"],
  /** State of version 1. */
  former: ["invite/stored/carry-over"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
