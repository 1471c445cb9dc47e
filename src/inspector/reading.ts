import type { ItipMessage } from "../index.ts";
import { answersView } from "./answers.ts";
import { byId, element, section } from "./element.ts";
import { exampleEmails } from "./example.ts";
import { type CalendarText, type Inspection, inspect } from "./inspect.ts";
import { partTree } from "./part-tree.ts";
import { findingView, sourceView } from "./source.ts";

/** So many files are looked at together. */
const mostFiles = 20;

/** The half of the page that looks into files. */
export function startReading(now: Date): void {
  const results = byId("results", HTMLDivElement);
  const told = byId("told", HTMLParagraphElement);
  const pasted = byId("pasted", HTMLTextAreaElement);
  const zone = byId("zone", HTMLSelectElement);
  let inspections: readonly Inspection[] = [];
  const show = () =>
    results.replaceChildren(...inspections.map((one) => inspectionView(one, inspections, zone.value)));
  const look = async (files: readonly { name: string; bytes: Uint8Array }[]) => {
    inspections = await Promise.all(files.slice(0, mostFiles).map(({ name, bytes }) => inspect(name, bytes)));
    told.textContent = files.length === 0 ? "" : summary(inspections);
    show();
  };
  const lookAtFiles = async (list: Iterable<File>) =>
    look(
      await Promise.all(
        Array.from(list, async (file) => ({
          name: file.name,
          bytes: new Uint8Array(await file.arrayBuffer()),
        })),
      ),
    );
  const lookAtText = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

  zone.addEventListener("change", show);
  pasted.addEventListener("input", () =>
    look(pasted.value.trim() === "" ? [] : [lookAtText("what was pasted", pasted.value)]),
  );
  const files = byId("files", HTMLInputElement);
  files.addEventListener("change", () => lookAtFiles(files.files ?? []));
  byId("example", HTMLButtonElement).addEventListener("click", () =>
    look(exampleEmails(now).map(({ name, raw }) => lookAtText(name, raw))),
  );
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer !== null && event.dataTransfer.files.length > 0)
      lookAtFiles(event.dataTransfer.files);
  });
}

function summary(inspections: readonly Inspection[]): string {
  const findings = inspections.flatMap(({ calendars }) => calendars.flatMap((calendar) => calendar.findings));
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return `Read: ${inspections.length}. Findings: ${findings.length}, of which errors: ${errors}.`;
}

function inspectionView(
  { name, email, parts, calendars, refused }: Inspection,
  all: readonly Inspection[],
  zone: string,
): HTMLElement {
  const messages = all.flatMap(({ calendars: found }) => found.flatMap(({ message }) => message ?? []));
  const problems = email?.problems ?? [];
  return element(
    "article",
    { class: "file" },
    element("h2", {}, email?.subject ?? name),
    element(
      "p",
      { class: "note" },
      email === undefined ? name : `${name} · from ${email.from?.email ?? "nobody"}`,
    ),
    refused === undefined ? undefined : element("p", { class: "finding error" }, refused),
    ...calendars.map((calendar) => calendarView(calendar, messages, zone)),
    email !== undefined && calendars.length === 0
      ? element("p", { class: "note" }, "There is no calendar in this email.")
      : undefined,
    section("What the person wrote", email?.text === undefined ? undefined : element("pre", {}, email.text)),
    section(
      "Bounces",
      ...(email?.bounces ?? []).map((bounce) => element("p", {}, `${bounce.email}: ${bounce.status}`)),
    ),
    section("About the email", ...problems.map(findingView)),
    section("Parts", parts === undefined ? undefined : partTree(parts)),
  );
}

function calendarView(
  { text, message, findings, refused }: CalendarText,
  messages: readonly ItipMessage[],
  zone: string,
): HTMLElement {
  return element(
    "div",
    {},
    refused === undefined ? undefined : element("p", { class: "finding error" }, refused),
    message === undefined ? undefined : answersView(message, messages, zone),
    section(
      findings.length === 0 ? "Source: nothing to remark" : `Source, findings: ${findings.length}`,
      sourceView(text, findings),
    ),
  );
}
