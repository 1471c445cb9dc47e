import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  type Attendance,
  type AttendeeOutcome,
  answerInvitation,
  receiveInvitation,
} from "../../src/attendee/index.ts";
import {
  cancelInvite,
  createInvite,
  type EventInput,
  type OutgoingMessage,
  updateInvite,
} from "../../src/index.ts";

/** The table of docs/attendee.md that compares with Thunderbird's bar: this holds the column that is ours. */
const rows = readFileSync("docs/attendee.md", "utf8")
  .split("\n")
  .flatMap((line) => {
    const [, mails, outcome, , same] = /^\| (.+?) \| (.+?) \| (.+?) \| (yes|no) \|$/.exec(line) ?? [];
    return mails === undefined || outcome === undefined ? [] : [{ mails, outcome, same }];
  });

const me = "jane@example.test";
const at = (minute: number) => new Date(Date.UTC(2027, 0, 4, 9, minute));
const london = (time: string) => ({ time, tzid: "Europe/London" });
const second = london("2027-02-10T10:00");

function planned(email: string, more: Partial<EventInput> = {}) {
  const event = {
    summary: "Board",
    start: london("2027-02-03T10:00"),
    end: london("2027-02-03T11:00"),
    ...more,
  };
  const recipients = [{ email }, { email: "bob@example.test" }];
  return createInvite(
    { id: JSON.stringify([email, more]), organizer: { email: "org@example.test" }, recipients, event },
    { now: at(0) },
  );
}

/** Every mail that a row names. */
function allMails(): Map<string, readonly OutgoingMessage[]> {
  const first = planned(me);
  const weekly = planned(me, { recurrence: { rule: "FREQ=WEEKLY;COUNT=6" } });
  const later = { start: london("2027-02-03T15:00") };
  const moved = updateInvite(first.invite, { event: later }, { now: at(10) });
  const off = cancelInvite(moved.invite, { now: at(30) });
  const on = (minute: number) => ({ now: at(minute), instance: second });
  const transitions = {
    invitation: first,
    "new time": moved,
    "another new time": updateInvite(
      moved.invite,
      { event: { start: london("2027-02-04T15:00") } },
      { now: at(20) },
    ),
    "new title": updateInvite(first.invite, { event: { summary: "Full board" } }, { now: at(10) }),
    cancellation: off,
    "invited again for another time": updateInvite(
      off.invite,
      { event: { summary: "Board again" } },
      { now: at(40) },
    ),
    "taken off the list": updateInvite(first.invite, { removeRecipients: [me] }, { now: at(10) }),
    "invitation of others": planned("omar@example.test"),
    series: weekly,
    "occurrence moved": updateInvite(weekly.invite, { event: { start: london("2027-02-10T15:00") } }, on(10)),
    "occurrence called off": cancelInvite(weekly.invite, on(10)),
    "series moved": updateInvite(weekly.invite, { event: later }, { now: at(10) }),
    "series with a new title": updateInvite(
      weekly.invite,
      { event: { summary: "Full board" } },
      { now: at(10) },
    ),
    "series cancelled": cancelInvite(weekly.invite, { now: at(10) }),
  };
  return new Map(Object.entries(transitions).map(([name, { messages }]) => [name, messages]));
}

const mails = allMails();
const answers = new Map([
  ["accepted", "accepted"],
  ["declined", "declined"],
  ["tentative", "tentative"],
] as const);

/** What the last mail of a row means, after all before it. */
function lastOutcome(row: string): AttendeeOutcome | undefined {
  let attendance: Attendance | undefined;
  let outcome: AttendeeOutcome | undefined;
  for (const [index, step] of row.split(", ").entries()) {
    const [, name = "", done] = /^(.+?)(?: \((\w+)\))?$/.exec(step) ?? [];
    const sent = mails.get(name.replace(" in the same second", ""));
    const message = sent?.find(({ to }) => to.email === me) ?? sent?.[0];
    if (message === undefined) throw new Error(`no mail is called ${name}`);
    ({ attendance, outcome } = receiveInvitation(attendance, message.ics, { me }));
    const status = [...answers].find(([word]) => word === done)?.[1];
    if (attendance === undefined || status === undefined) continue;
    const instance = name.startsWith("occurrence") ? { instance: second } : {};
    ({ attendance } = answerInvitation(attendance, { status, ...instance }, { now: at(index + 1) }));
  }
  return outcome;
}

function inWords(outcome: AttendeeOutcome | undefined): string {
  if (outcome === undefined) return "";
  const kind = `\`${outcome.kind}\``;
  if ("reason" in outcome) return `${kind} ${outcome.reason}`;
  return "answerStands" in outcome ? `${kind}, answer ${outcome.answerStands ? "stands" : "ended"}` : kind;
}

describe("The table of the guest's side beside Thunderbird", () => {
  it("has at least twenty sequences, and says how many agree", () => {
    const page = readFileSync("docs/attendee.md", "utf8");
    const agreeing = rows.filter(({ same }) => same === "yes").length;
    expect(rows.length).toBeGreaterThanOrEqual(20);
    expect(page).toContain(`${rows.length} sequences of mails`);
    expect(page).toContain(`${agreeing} agree.`);
  });

  it.each(rows.map(({ mails: names, outcome }) => [names, outcome]))("%s: %s", (names, outcome) => {
    expect(inWords(lastOutcome(names))).toBe(outcome);
  });
});
