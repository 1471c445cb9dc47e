import { expect, it } from "vitest";
import { cancelInvite, createInvite, type OutgoingMessage, updateInvite } from "../../src/index.ts";
import { itip } from "../support/fake-io.ts";

const at = (minute: number) => new Date(Date.UTC(2027, 4, 1, 9, minute));
const first = createInvite(
  {
    id: "board",
    organizer: { email: "planner@example.com" },
    recipients: [{ email: "jane@example.test" }],
    event: { summary: "Board", start: "2027-06-03T10:00:00Z", end: "2027-06-03T11:00:00Z" },
  },
  { now: at(0) },
);
const named = updateInvite(first.invite, { event: { summary: "Full board" } }, { now: at(1) });
const off = cancelInvite(named.invite, { now: at(2) });
const icsOf = ({ messages: [message] }: { messages: OutgoingMessage[] }) => message?.ics ?? "";
const files = { "1.ics": icsOf(first), "2.ics": icsOf(named), "3.ics": icsOf(off) };

it("says of several files in order what each invitation is", async () => {
  const { out, status } = await itip(["show", "1.ics", "2.ics", "1.ics", "3.ics"], { files });
  const meanings = out
    .split("\n")
    .filter((line) => /^(?:A new|An update|Out of date|A cancellation|Nothing new)/.test(line));
  expect(meanings).toEqual([
    "A new invitation to “Board”",
    "An update of “Full board”, changed: summary",
    "Out of date: a file before says something later about “Board”",
    "A cancellation of “Full board”",
  ]);
  expect(status).toBe(0);
});

it("gives the same as JSON, one object a file", async () => {
  const { out } = await itip(["show", "1.ics", "3.ics", "--json"], { files });
  expect(JSON.parse(out).map((one: { meanings: string[] }) => one.meanings)).toEqual([
    ["A new invitation to “Board”"],
    ["A cancellation of “Full board”"],
  ]);
});

it("knows a cancellation that does not say when the event is by the files before it", async () => {
  const timeless = icsOf(off).replace(/DT(?:START|END)[^\r]*\r\n/g, "");
  expect(timeless).not.toContain("DTSTART");
  const { out } = await itip(["show", "1.ics", "4.ics"], { files: { ...files, "4.ics": timeless } });
  expect(out).toMatch(/^A cancellation of “Board”$/m);
});

it("names the occurrence that a message is about by its original start", async () => {
  const recurrence = { rule: "FREQ=WEEKLY;COUNT=3" };
  const series = updateInvite(first.invite, { event: { recurrence } }, { now: at(1) });
  const instance = "2027-06-10T10:00:00Z";
  const moved = updateInvite(
    series.invite,
    { event: { start: "2027-06-10T15:00:00Z" } },
    { now: at(2), instance },
  );
  const gone = cancelInvite(moved.invite, { now: at(3), instance });
  const three = { "1.ics": icsOf(series), "2.ics": icsOf(moved), "3.ics": icsOf(gone) };
  const { out } = await itip(["show", ...Object.keys(three)], { files: three });
  expect(out).toMatch(/^An update of “Board”, the occurrence of 2027-06-10T10:00:00Z, changed: time$/m);
  expect(out).toMatch(/^A cancellation of “Board”, the occurrence of 2027-06-10T10:00:00Z$/m);
  const later = icsOf(moved).replace("RECURRENCE-ID:", "RECURRENCE-ID;RANGE=THISANDFUTURE:");
  expect(later).toContain("THISANDFUTURE");
  const shown = await itip(["show", "1.ics", "2.ics"], { files: { ...three, "2.ics": later } });
  expect(shown.out).toMatch(/, the occurrence of 2027-06-10T10:00:00Z and all that follow, changed: time$/m);
});
