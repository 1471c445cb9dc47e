import { type ComposedEmail, composeEmail, createInvite, type InviteInput } from "../index.ts";
import { exampleEvent } from "./example.ts";
import { calendarPart, checked } from "./inspect/inspect-calendars.ts";
import { leavesOf, readParts } from "./inspect/part.ts";
import { nameAndAddress } from "./inspect/property.ts";
import { byId, element, facts, section } from "./view/element.ts";
import { fieldFaults, markFaults } from "./view/field-fault.ts";
import { findingView } from "./view/finding.ts";
import { partTree } from "./view/part-tree.ts";

/** The half of the page that shows an email before it is sent. */
export function startWriting(now: Date): void {
  const form = byId("event", HTMLFormElement);
  const preview = byId("preview", HTMLDivElement);
  fill(form, exampleEvent(now));
  const show = () => preview.replaceChildren(...previewOf(form, now));
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

function fill(form: HTMLFormElement, { organizer, recipients, event }: InviteInput): void {
  const values: Record<string, string | undefined> = {
    organizer: organizer.email,
    organizerName: organizer.name,
    recipient: recipients[0]?.email,
    recipientName: recipients[0]?.name,
    summary: event.summary,
    description: event.description,
    location: event.location?.description,
    start: String(event.start),
    end: String(event.end),
    tzid: event.tzid,
  };
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    const isField = field instanceof HTMLElement && "value" in field;
    if (value !== undefined && isField) field.value = value;
  }
}

function previewOf(form: HTMLFormElement, now: Date): HTMLElement[] {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? "").trim();
  markFaults(form, []);
  try {
    const [message] = createInvite(inputOf(text), { now }).messages;
    if (message === undefined) return [];
    const reader = { locale: text("locale") || undefined, timeZone: text("readerZone") || undefined };
    return emailView(composeEmail(message, reader));
  } catch (error) {
    const faults = fieldFaults(form, error);
    markFaults(form, faults);
    return [
      element(
        "div",
        { role: "alert", id: "faults" },
        ...faults.map(({ label, message }) =>
          element(
            "p",
            { class: "finding error" },
            label === undefined ? undefined : element("b", {}, `${label}:`),
            ` ${message}`,
          ),
        ),
      ),
    ];
  }
}

function inputOf(text: (name: string) => string): InviteInput {
  const optional = (name: string) => text(name) || undefined;
  const isAllDay = text("allDay") !== "";
  const time = (name: string) => (isAllDay ? text(name).slice(0, 10) : text(name));
  const rule = text("rule");
  return {
    id: "inspector",
    organizer: { email: text("organizer"), name: optional("organizerName") },
    recipients: [{ email: text("recipient"), name: optional("recipientName") }],
    event: {
      summary: text("summary"),
      start: time("start"),
      end: time("end"),
      tzid: isAllDay ? undefined : optional("tzid"),
      description: optional("description"),
      location: text("location") === "" ? undefined : { description: text("location") },
      recurrence: rule === "" ? undefined : { rule },
    },
  };
}

function emailView({ raw, subject, from, to, parts }: ComposedEmail): HTMLElement[] {
  const letter = element("iframe", { sandbox: "", title: "The email as its recipient sees it" });
  letter.srcdoc = parts.html;
  const download = element(
    "a",
    { download: parts.filename.replace(/\.ics$/, ".eml"), class: "button" },
    "Download the .eml",
  );
  download.href = `data:message/rfc822,${encodeURIComponent(raw)}`;
  const root = readParts(raw);
  const leaf = leavesOf(root).find(({ type }) => type === "text/calendar");
  const findings = checked(parts.calendar, leaf && calendarPart(leaf, root));
  return [
    facts([
      ["Subject", subject],
      ["From", nameAndAddress(from)],
      ["To", nameAndAddress(to)],
    ]),
    element("p", {}, download),
    section("As its recipient sees it", letter),
    section("Without HTML", element("pre", {}, parts.text)),
    section("Parts", partTree(root)),
    section(
      "The checker says",
      ...(findings.length === 0 ? [element("p", {}, "Nothing to remark.")] : findings.map(findingView)),
    ),
    section(
      "Source",
      element("pre", { class: "raw", tabindex: 0, "aria-label": "Source of the email" }, raw),
    ),
  ].filter((view) => view !== undefined);
}
