import type { FindingCode } from "../../finding.table.ts";

/** A calendar that a message can be judged for beforehand. */
export type CheckedClient = "outlook" | "google" | "apple";

/** The calendars, for readers of what callers say. */
export const checkedClients = ["outlook", "google", "apple"] as const satisfies readonly CheckedClient[];

/** Something that a calendar is documented not to understand. */
export interface ClientRule {
  readonly client: CheckedClient;
  readonly code: FindingCode;
  /** The vendor's document that says so. */
  readonly reference: string;
  /** What becomes of it there, a sentence. */
  readonly because: string;
}

/** What the vendors document that their calendars do not understand. Each row is looked for by the function of its name in `clients.ts`. */
export const clientRules = {
  frequency: {
    client: "outlook",
    code: "recurrence-not-understood",
    reference: "[MS-OXCICAL] section 2.1.3.2.2",
    because: "Outlook and Exchange know daily, weekly, monthly and yearly series alone.",
  },
  rulePart: {
    client: "outlook",
    code: "recurrence-not-understood",
    reference: "[MS-OXCICAL] section 2.1.3.2.2",
    because: "None of the forms that Outlook and Exchange read has this part.",
  },
  severalDays: {
    client: "outlook",
    code: "recurrence-not-understood",
    reference: "Microsoft Knowledge Base 2643084",
    because:
      "Outlook takes one day of the month, or one nth weekday, and makes a file of anything else that it cannot open.",
  },
  dayAndWeekday: {
    client: "outlook",
    code: "recurrence-not-understood",
    reference: "[MS-OXCICAL] section 2.1.3.2.2",
    because: "No form of Outlook's names both a day of the month and a weekday.",
  },
  position: {
    client: "outlook",
    code: "recurrence-not-understood",
    reference: "[MS-OXCICAL] section 2.1.3.2.1.8",
    because: "Outlook counts to the fourth, or takes the last.",
  },
  longCount: {
    client: "outlook",
    code: "recurrence-not-understood",
    reference: "[MS-OXCICAL] section 2.1.3.2.2",
    because: "COUNT has three digits there.",
  },
  datesAlone: {
    client: "outlook",
    code: "added-dates-not-understood",
    reference: "Microsoft Knowledge Base 2643084",
    because: "Outlook opens no event whose dates are listed without a rule.",
  },
  datesAdded: {
    client: "outlook",
    code: "added-dates-not-understood",
    reference: "[MS-OXCICAL] section 2.1.3.1.1.20.18",
    because:
      "Exchange reads an added date as an occurrence that was moved, and needs the date that it was moved from in EXDATE.",
  },
  onsetForm: {
    client: "outlook",
    code: "time-zone-not-understood",
    reference: "[MS-OXCICAL] section 2.1.3.1.1.19.2.2",
    because: "A change of clocks is yearly there, on one nth weekday or on one day of a month.",
  },
  onsetDates: {
    client: "outlook",
    code: "time-zone-not-understood",
    reference: "Microsoft Knowledge Base 4456241",
    because:
      "Exchange fails to read changes of clocks that are listed by date, and shows a file that cannot be opened.",
  },
  severalOnsets: {
    client: "outlook",
    code: "time-zone-not-understood",
    reference: "[MS-STANOICAL] section 2.2.47",
    because: "Outlook approximates a zone by one change to daylight saving time and one back.",
  },
  severalAlarms: {
    client: "outlook",
    code: "alarms-not-understood",
    reference: "[MS-OXCICAL] section 2.1.3.1.1.20.62",
    because: "Outlook has one reminder for an event.",
  },
  alarmsOfOthers: {
    client: "google",
    code: "alarms-not-understood",
    reference: "Google Calendar API, Reminders and notifications",
    because: "Reminders belong to each guest: Google sets the guest's own in their place.",
  },
  moreThanTwoAlarms: {
    client: "apple",
    code: "alarms-not-understood",
    reference: "iPhone User Guide, Create and edit events in Calendar",
    because: "Calendar shows an alert and a second alert.",
  },
} as const satisfies Record<string, ClientRule>;
