import type { Component, ContentLine } from "../icalendar/component.ts";
import { component, contentLine, escapeText, textLine, uriLine } from "../icalendar/write.ts";
import { groupedBy } from "../input.ts";
import { formatRule } from "../recurrence/rule.ts";
import { basicOf } from "../time/civil.ts";
import { formatDuration } from "../time/duration.ts";
import { epochOf, type Point, rezone } from "../time/point.ts";
import { formatCalendarTime } from "../timezone/format-calendar-time.ts";
import { isEverydayAddress, mailto, parseEmailAddress } from "./address/address.ts";
import { busyStatus, type Transparency } from "./busy-status.table.ts";
import { colorName } from "./color.ts";
import type { CheckedEvent, EventAttachment, Organizer } from "./event.ts";
import type { Attendee, SchedulingFacts } from "./scheduling-facts.ts";
import { shownDescription, shownHtml, shownLocation } from "./shown-text.ts";
import { cutypeOf, partstatOf, type Role, roleOf, type Status } from "./status.table.ts";

/** What a VEVENT says beside the facts, by method. */
interface Manner {
  readonly status?: "CONFIRMED" | "CANCELLED" | undefined;
  /** Whether an answer is asked for. */
  readonly rsvp: boolean;
  /** Only a REQUEST may remind (RFC 5546 sections 3.2.3, 3.2.5, 3.2.8). */
  readonly alarms: boolean;
}

/** The VEVENT of an organizer's message. */
export function eventComponent(facts: SchedulingFacts, manner: Manner): Component {
  const { event, instance } = facts;
  const status = manner.status === "CONFIRMED" && event.status === "tentative" ? "TENTATIVE" : manner.status;
  const lines = [
    textLine("UID", facts.uid),
    contentLine("SEQUENCE", String(facts.sequence)),
    contentLine("DTSTAMP", utcValue(facts.dtstamp)),
    instance === undefined ? undefined : timeLine("RECURRENCE-ID", instance),
    ...whenLines(facts),
    ...whatLines(event),
    facts.comment === undefined ? undefined : textLine("COMMENT", facts.comment),
    status === undefined ? undefined : contentLine("STATUS", status),
    organizerLine(facts.organizer),
    ...facts.attendees.map((attendee) => attendeeLine(attendee, manner.rsvp)),
    ...microsoftLines(facts, manner),
    ...(event.properties ?? []).map(({ name, value, parameters }) => contentLine(name, value, parameters)),
  ];
  const alarms = manner.alarms
    ? (event.reminders ?? []).map(({ minutes }) => alarm(event.summary, minutes))
    : [];
  return component("VEVENT", lines, alarms);
}

/** `20260507T093000Z` (RFC 5545 section 3.3.5, form 2). */
export function utcValue(date: Date): string {
  return `${basicOf(date.getTime())}Z`;
}

/** A property with a time, in its zone or in UTC, or with a date. */
export function timeLine(name: string, point: Point): ContentLine {
  const { value, tzid, date } = formatCalendarTime(point);
  return contentLine(name, value, { VALUE: date ? "DATE" : undefined, TZID: tzid });
}

function whenLines({ event, instance, excluded = [] }: SchedulingFacts): (ContentLine | undefined)[] {
  const { start, end } = event;
  // RFC 5545 section 3.8.2.2: DTEND is later than DTSTART; without it an event of no length ends as it starts.
  const span = [
    timeLine("DTSTART", start),
    epochOf(end) > epochOf(start) ? endLine(event, instance) : undefined,
  ];
  if (event.recurrence === undefined || instance !== undefined) return span;
  const { rule, exclude = [], include = [] } = event.recurrence;
  return [
    ...span,
    rule === undefined ? undefined : contentLine("RRULE", formatRule(rule)),
    ...timeLists("RDATE", start, include),
    ...timeLists("EXDATE", start, [...exclude, ...excluded]),
  ];
}

/** A series whose occurrences last as long by the clock says so by DURATION (RFC 5545 section 3.8.5.3). */
function endLine({ end, recurrence }: CheckedEvent, instance: Point | undefined): ContentLine {
  const duration = instance === undefined ? recurrence?.duration : undefined;
  return duration === undefined ? timeLine("DTEND", end) : contentLine("DURATION", formatDuration(duration));
}

/** One line per form: those that a TZID can express in the zone of DTSTART, the others in UTC. */
function timeLists(name: string, start: Point, times: readonly Point[]): ContentLine[] {
  const points = times.map((time) => rezone(time, start.tzid)).sort((a, b) => epochOf(a) - epochOf(b));
  const forms = groupedBy(points.map(formatCalendarTime), ({ tzid }) => tzid);
  return [...forms].map(([tzid, group]) => {
    const values = new Set(group.map(({ value }) => value));
    const date = group[0]?.date === true;
    return contentLine(name, [...values].join(","), { VALUE: date ? "DATE" : undefined, TZID: tzid });
  });
}

function whatLines(event: CheckedEvent): (ContentLine | undefined)[] {
  const { transparency, conferenceUrl } = event;
  const [description, place] = [shownDescription(event), shownLocation(event)];
  return [
    textLine("SUMMARY", event.summary),
    description === undefined ? undefined : textLine("DESCRIPTION", description),
    ...htmlLines(shownHtml(event)),
    place === undefined ? undefined : textLine("LOCATION", place),
    ...coordinateLines(event.location),
    event.url === undefined ? undefined : uriLine("URL", event.url),
    event.private === undefined ? undefined : contentLine("CLASS", event.private ? "PRIVATE" : "PUBLIC"),
    transparency === undefined ? undefined : contentLine("TRANSP", busyStatus[transparency].transp),
    event.color === undefined ? undefined : contentLine("COLOR", colorName(event.color)),
    conferenceUrl === undefined ? undefined : conferenceLine(conferenceUrl),
    event.categories === undefined
      ? undefined
      : contentLine("CATEGORIES", event.categories.map(escapeText).join(",")),
    ...(event.attachments ?? []).map(attachLine),
  ];
}

/** The description as HTML for Outlook, and as RFC 9073 section 6.5 has it. */
function htmlLines(html: string | undefined): ContentLine[] {
  if (html === undefined) return [];
  return [
    textLine("STYLED-DESCRIPTION", html, { VALUE: "TEXT", FMTTYPE: "text/html" }),
    textLine("X-ALT-DESC", html, { FMTTYPE: "text/html" }),
  ];
}

/** GEO is both or nothing (RFC 5545 section 3.8.1.6); Apple draws its map by a line of its own. */
function coordinateLines(location: CheckedEvent["location"]): ContentLine[] {
  if (location?.lat === undefined || location.long === undefined) return [];
  const [lat, long] = [degrees(location.lat), degrees(location.long)];
  const geo = contentLine("GEO", `${lat};${long}`);
  if (location.description === undefined) return [geo];
  const title = location.description.replace(/\s+/g, " ").trim();
  const apple = { VALUE: "URI", "X-APPLE-RADIUS": "100", "X-TITLE": title };
  return [geo, uriLine("X-APPLE-STRUCTURED-LOCATION", `geo:${lat},${long}`, apple)];
}

/** ATTACH as a link (RFC 5545 section 3.8.1.1), its name by RFC 8607 section 4.2. */
function attachLine({ url, name, mediaType }: EventAttachment): ContentLine {
  return uriLine("ATTACH", url, { FMTTYPE: mediaType, FILENAME: name });
}

/** A FLOAT (RFC 5545 section 3.3.7) has no exponent. */
function degrees(value: string | number): string {
  const text = String(Number(value));
  return text.includes("e") ? Number(value).toFixed(10) : text;
}

/** CONFERENCE (RFC 7986 section 5.11); a telephone number is a voice feature (section 6.3). */
function conferenceLine(uri: string): ContentLine {
  return uriLine("CONFERENCE", uri, {
    VALUE: "URI",
    FEATURE: /^(?:tel|sip):/i.test(uri) ? "PHONE" : "VIDEO",
  });
}

/** The `mailto:` of an address, its domain as DNS knows it. */
function calAddress(email: string): string {
  return isEverydayAddress(email) ? `mailto:${email}` : mailto(parseEmailAddress(email) ?? email);
}

/** ORGANIZER, with the person who acts for them as SENT-BY (RFC 5545 section 3.2.18). */
function organizerLine({ email, name, sentBy }: Organizer): ContentLine {
  return uriLine("ORGANIZER", calAddress(email), {
    CN: name,
    "SENT-BY": sentBy === undefined ? undefined : calAddress(sentBy),
  });
}

function attendeeLine(attendee: Attendee, rsvp: boolean): ContentLine {
  const role = attendee.isOrganizer === true ? "chair" : (attendee.role ?? "required");
  const status = attendee.isOrganizer === true ? "accepted" : (attendee.status ?? "pending");
  return uriLine("ATTENDEE", calAddress(attendee.email), {
    CN: attendee.name,
    CUTYPE: cutypeOf[attendee.kind ?? "individual"],
    ROLE: roleOf[role],
    PARTSTAT: partstatOf[status],
    RSVP: rsvp && attendee.isOrganizer !== true ? rsvpOf(attendee, role, status) : undefined,
  });
}

/** RFC 5545 section 3.2.17: a NON-PARTICIPANT is not asked for an answer, nor is a person who has answered already. */
function rsvpOf({ rsvp }: Attendee, role: Role, status: Status): "TRUE" | "FALSE" {
  return (rsvp ?? (role !== "observer" && status === "pending")) ? "TRUE" : "FALSE";
}

/** Outlook shows a time as free or busy by its own property, and offers "propose new time" unless told not to. */
function microsoftLines(
  { event, counterProposals }: SchedulingFacts,
  manner: Manner,
): (ContentLine | undefined)[] {
  if (manner.status !== "CONFIRMED") return [];
  // A hold that is confirmed says BUSY aloud: a calendar that goes by this property alone would keep TENTATIVE.
  const busy = event.transparency ?? (event.status === undefined ? undefined : busyOf[event.status]);
  return [
    busy === undefined ? undefined : contentLine("X-MICROSOFT-CDO-BUSYSTATUS", busyStatus[busy].busy),
    counterProposals === false ? contentLine("X-MICROSOFT-DISALLOW-COUNTER", "TRUE") : undefined,
  ];
}

/** How an event takes up time where its status alone says so. */
const busyOf = { tentative: "tentative", confirmed: "opaque" } as const satisfies Record<
  string,
  Transparency
>;

/** A VALARM that shows the summary that many minutes before the start (RFC 5545 section 3.6.6). */
function alarm(summary: string, minutes: number): Component {
  return component("VALARM", [
    contentLine("ACTION", "DISPLAY"),
    textLine("DESCRIPTION", summary),
    contentLine("TRIGGER", minutes === 0 ? "PT0M" : `-PT${minutes}M`),
  ]);
}
