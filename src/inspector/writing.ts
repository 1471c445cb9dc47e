import { type ComposedEmail, checkMessage, composeEmail, createInvite, type InviteInput } from "../index.ts";
import { byId, element, section } from "./element.ts";
import { exampleEvent } from "./example.ts";
import { said } from "./inspect.ts";
import { readParts } from "./part.ts";
import { partTree } from "./part-tree.ts";
import { findingView } from "./source.ts";

/** The half of the page that shows an email before it is sent. */
export function startWriting(now: Date): void {
  const form = byId("event", HTMLFormElement);
  const preview = byId("preview", HTMLDivElement);
  fill(form, exampleEvent(now));
  const show = () => preview.replaceChildren(...previewOf(new FormData(form), now));
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
    if (value !== undefined && (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) {
      field.value = value;
    } else if (value !== undefined && field instanceof HTMLSelectElement) field.value = value;
  }
}

function previewOf(form: FormData, now: Date): HTMLElement[] {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const locale = text("locale");
  try {
    const [message] = createInvite(inputOf(text), { now }).messages;
    if (message === undefined) return [];
    const email = composeEmail(message, {
      ...(locale === "" ? {} : { locale }),
      ...(text("readerZone") === "" ? {} : { timeZone: text("readerZone") }),
    });
    return emailView(email);
  } catch (error) {
    return [element("p", { class: "finding error", role: "alert" }, said(error))];
  }
}

function inputOf(text: (name: string) => string): InviteInput {
  const optional = (name: string, key = name) => (text(name) === "" ? {} : { [key]: text(name) });
  const dates = text("allDay") === "" ? (time: string) => time : (time: string) => time.slice(0, 10);
  return {
    id: "inspector",
    organizer: { email: text("organizer"), ...optional("organizerName", "name") },
    recipients: [{ email: text("recipient"), ...optional("recipientName", "name") }],
    event: {
      summary: text("summary"),
      start: dates(text("start")),
      end: dates(text("end")),
      ...(text("allDay") === "" ? optional("tzid") : {}),
      ...optional("description"),
      ...(text("location") === "" ? {} : { location: { description: text("location") } }),
      ...(text("rule") === "" ? {} : { recurrence: { rule: text("rule") } }),
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
  const person = ({ name, email }: ComposedEmail["from"]) =>
    name === undefined ? email : `${name} <${email}>`;
  const findings = checkMessage(parts.calendar);
  return [
    element(
      "dl",
      {},
      element("dt", {}, "Subject"),
      element("dd", {}, subject),
      element("dt", {}, "From"),
      element("dd", {}, person(from)),
      element("dt", {}, "To"),
      element("dd", {}, person(to)),
    ),
    element("p", {}, download),
    section("As its recipient sees it", letter),
    section("Without HTML", element("pre", {}, parts.text)),
    section("Parts", partTree(readParts(raw))),
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
