import type { ItipMessage } from "../../index.ts";
import type { Inspection } from "../inspect/inspect.ts";
import type { CalendarText } from "../inspect/inspect-calendars.ts";
import { answersView } from "./answers.ts";
import { element, section } from "./element.ts";
import { findingView } from "./finding.ts";
import { partTree } from "./part-tree.ts";
import { sourceViews } from "./source.ts";

/** Codes of the problems that explain why a calendar is not shown. */
const tellsOfCalendar = new Set([
  "forwarded-calendar",
  "tnef",
  "encrypted",
  "empty-calendar",
  "calendar-too-large",
  "unreadable-calendar",
]);

/**
 * The view of everything in one file.
 *
 * @param all what was looked into together: one message may tell the original time of another
 */
export function inspectionView(
  inspection: Inspection,
  all: readonly Inspection[],
  zone: string,
): HTMLElement {
  const { name, email, parts, calendars, problems, refused } = inspection;
  const messages = all.flatMap(({ calendars: found }) => found.flatMap(({ message }) => message ?? []));
  const silent = calendars.length === 0 && !problems.some(({ code }) => tellsOfCalendar.has(code));
  const heading = email?.subject?.trim() || name;
  const author = email === undefined ? [] : [`from ${email.from?.email ?? "no single author"}`];
  const note = [...(heading === name ? [] : [name]), ...author].join(" · ");
  return element(
    "article",
    { class: "file" },
    element("h2", {}, heading),
    note === "" ? undefined : element("p", { class: "note" }, note),
    refusalView(refused),
    ...problems.map(findingView),
    email !== undefined && silent
      ? element("p", { class: "note" }, "There is no calendar in this email.")
      : undefined,
    ...calendars.map((calendar) => calendarView(calendar, messages, zone)),
    section(
      "Bounces",
      ...(email?.bounces ?? []).map((bounce) => element("p", {}, `${bounce.email}: ${bounce.status}`)),
    ),
    section("The email's text", email?.text === undefined ? undefined : element("pre", {}, email.text)),
    section("Parts", parts === undefined ? undefined : partTree(parts)),
  );
}

function calendarView(
  { text, message, findings, refused, rewritten }: CalendarText,
  messages: readonly ItipMessage[],
  zone: string,
): HTMLElement {
  const { list, source } = sourceViews(text, findings);
  return element(
    "div",
    {},
    refusalView(refused),
    message === undefined ? undefined : answersView(message, messages, zone),
    section(`Findings: ${findings.length}`, list),
    section(
      findings.length === 0 ? "Source: nothing to remark" : "Source",
      rewritten === undefined
        ? undefined
        : element("p", { class: "note" }, "Written again from what was read: its part could not be shown."),
      source,
    ),
  );
}

function refusalView(refused: string | undefined): HTMLElement | undefined {
  return refused === undefined ? undefined : element("p", { class: "finding error" }, refused);
}
