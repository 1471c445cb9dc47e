export const apartTable = {
  event: [
    "icalendar/write", "icalendar/fold", "timezone/write-vtimezone", "timezone/observance", "timezone/format-calendar-time",
    "message/write-calendar", "event/shown-text", "event/span", "event/own-property.table", "base64",
  ],
  create: [
    "invite/organize/create", "invite/organize/mail", "invite/organize/guests", "invite/answers/people", "invite/order", "invite/event-of-plan",
    "invite/stamp", "invite/stored/trust", "invite/invite", "invite/occurrences/occurrence", "time/in-utc", "time/plain-moment",
  ],
  finding: ["finding", "finding.table"],
  names: [
    ...["abbreviation", "abbreviation.table", "offset-name", "spelt-zone", "windows", "windows.table", "city.table", "place", "place.table", "named-zone", "spelling"].map((name) => `timezone/names/${name}`),
    "timezone/match-zone", "timezone/paired-zone", "timezone/unknown-zone",
  ],
  verdict: ["email/verdict/"],
  parts: ["email/parts/"],
  adopt: ["invite/organize/adopt", "invite/organize/split", "invite/organize/merge", "invite/organize/answers-along", "invite/parts/"],
  old: ["invite/stored/carry-over"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
