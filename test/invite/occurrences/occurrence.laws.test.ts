import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createInvite, type Invite, receive, receiveAll, type Status, statusOf } from "../../../src/index.ts";
import { answerText } from "../../support/fixtures/answer-text.ts";
import { basic, clockIn, onlyInstantOf } from "../../support/oracle/local-time.ts";
import { runs } from "../../support/runs.ts";

const day = 86_400_000;
const uid = "series@example.com";
const jane = "jane@example.test";

/** Each with the name that Windows has for it. */
const zones = [
  ["Europe/London", "GMT Standard Time"],
  ["Europe/Paris", "Romance Standard Time"],
  ["America/New_York", "Eastern Standard Time"],
  ["Asia/Kolkata", "India Standard Time"],
  ["Australia/Sydney", "AUS Eastern Standard Time"],
  ["America/St_Johns", "Newfoundland Standard Time"],
] as const;
const anyZone = fc.constantFrom(...zones);
const answers: readonly (readonly [string, Status])[] = [
  ["ACCEPTED", "accepted"],
  ["DECLINED", "declined"],
  ["TENTATIVE", "tentative"],
];
const anyAnswer = fc.constantFrom(...answers);

function daily(start: string, end: string, tzid: string): Invite {
  const event = { summary: "Daily", start, end, tzid, recurrence: { rule: "FREQ=DAILY;COUNT=400" } };
  return createInvite({
    id: "1",
    uid,
    organizer: { email: "planner@example.com" },
    recipients: [{ email: jane }],
    event,
  }).invite;
}

function answered(
  invite: Invite,
  recurrenceId: string | undefined,
  partstat: string,
  minute: number,
): Invite {
  const lines = recurrenceId === undefined ? [] : [`RECURRENCE-ID${recurrenceId}`];
  const dtstamp = `20260101T00${String(minute).padStart(2, "0")}00Z`;
  const taken = receive(invite, answerText({ uid, email: jane, partstat, dtstamp, lines }));
  expect(taken.outcome).toMatchObject({ kind: "applied" });
  return taken.invite;
}

const iso = (clock: number, length: number) => new Date(clock).toISOString().slice(0, length);

/** One answer after the other, each naming the occurrence in another form: the last one holds, and there is one entry. */
function oneOccurrence(invite: Invite, instance: string, forms: readonly string[]): void {
  let state = invite;
  forms.forEach((form, index) => {
    const [partstat, status] = answers[index % answers.length] ?? ["ACCEPTED", "accepted"];
    state = answered(state, form, partstat, index);
    expect(statusOf(state, { instance }).recipients[0]?.status, form).toBe(status);
    expect(state.answers, form).toHaveLength(1);
  });
}

describe("one occurrence is one, whatever names it", () => {
  it("a moment in its own zone, in another, by Windows' name, in UTC", () => {
    const moment = fc.record({
      zone: anyZone,
      other: anyZone,
      hour: fc.integer({ min: 0, max: 23 }),
      day: fc.integer({ min: 0, max: 399 }),
    });
    fc.assert(
      fc.property(moment, ({ zone: [zone, windows], other: [other, otherWindows], hour, ...at }) => {
        const first = Date.UTC(2026, 0, 5, hour, 30);
        const clock = first + at.day * day;
        const instant = onlyInstantOf(zone, clock);
        fc.pre(instant !== undefined);
        const there = clockIn(other, instant);
        const elsewhere = onlyInstantOf(other, there) === instant;
        const invite = daily(iso(first, 16), iso(first + 3_600_000, 16), zone);
        oneOccurrence(invite, iso(clock, 16), [
          `:${basic(instant)}Z`,
          `;TZID=${zone}:${basic(clock)}`,
          `;TZID=${windows}:${basic(clock)}`,
          ...(elsewhere ? [`;TZID=${other}:${basic(there)}`, `;TZID=${otherWindows}:${basic(there)}`] : []),
        ]);
      }),
      { numRuns: runs(300, "exchange") },
    );
  });

  it("a day as a date, as Outlook's midnight there or anywhere, as that midnight in UTC", () => {
    fc.assert(
      fc.property(
        anyZone,
        anyZone,
        fc.integer({ min: 0, max: 399 }),
        ([zone, windows], [, otherWindows], days) => {
          const first = Date.UTC(2026, 0, 5);
          const clock = first + days * day;
          const instant = onlyInstantOf(zone, clock);
          fc.pre(instant !== undefined);
          const invite = daily(iso(first, 10), iso(first + day, 10), zone);
          oneOccurrence(invite, iso(clock, 10), [
            `;VALUE=DATE:${basic(clock).slice(0, 8)}`,
            `;TZID=${windows}:${basic(clock)}`,
            `;TZID=${otherWindows}:${basic(clock)}`,
            `:${basic(instant)}Z`,
            `:${basic(clock)}`,
          ]);
        },
      ),
      { numRuns: runs(300, "exchange") },
    );
  });
});

describe("the series and an occurrence of it", () => {
  it("are answered apart, whichever answer is later and whichever comes first", () => {
    const invite = daily("2026-05-07T10:30", "2026-05-07T11:30", "Europe/London");
    const minutes = fc.integer({ min: 0, max: 59 });
    fc.assert(
      fc.property(
        anyAnswer,
        anyAnswer,
        minutes,
        minutes,
        fc.boolean(),
        (series, one, seriesAt, oneAt, first) => {
          const toSeries = (state: Invite) => answered(state, undefined, series[0], seriesAt);
          const toOne = (state: Invite) => answered(state, ":20260514T093000Z", one[0], oneAt);
          const state = first ? toOne(toSeries(invite)) : toSeries(toOne(invite));
          const statuses = [undefined, "2026-05-14T10:30", "2026-05-15T10:30"].map(
            (instance) => statusOf(state, instance === undefined ? {} : { instance }).recipients[0]?.status,
          );
          expect(statuses).toEqual([series[1], one[1], series[1]]);
        },
      ),
      { numRuns: runs(1_000, "exchange") },
    );
  });

  it("are answered apart from an occurrence and all later ones: the narrower answer holds, the range that begins last", () => {
    const invite = daily("2026-05-07T10:30", "2026-05-07T11:30", "Europe/London");
    const days = 6;
    const said = fc.record({
      answer: anyAnswer,
      minute: fc.integer({ min: 0, max: 59 }),
      about: fc.constantFrom("series", "one", "later"),
      day: fc.integer({ min: 0, max: days - 1 }),
    });
    const name = (at: number) => `202605${String(7 + at).padStart(2, "0")}T093000Z`;
    const many = fc.uniqueArray(said, {
      maxLength: 8,
      selector: ({ about, day: at, minute }) => `${about === "series" ? "" : at} ${about} ${minute}`,
    });
    fc.assert(
      fc.property(many, (list) => {
        const texts = list.map(({ answer: [partstat], minute, about, day: at }) =>
          answerText({
            uid,
            email: jane,
            partstat,
            dtstamp: `20260101T00${String(minute).padStart(2, "0")}00Z`,
            lines:
              about === "series"
                ? []
                : [`RECURRENCE-ID${about === "later" ? ";RANGE=THISANDFUTURE" : ""}:${name(at)}`],
          }),
        );
        const { invite: heard } = receiveAll(invite, texts);
        const newest = (about: string, at?: number) =>
          list
            .filter((one) => one.about === about && (at === undefined || one.day === at))
            .toSorted((a, b) => b.minute - a.minute)[0]?.answer[1];
        const upTo = (at: number): Status | undefined =>
          at < 0 ? undefined : (newest("later", at) ?? upTo(at - 1));
        for (let at = 0; at < days; at++) {
          const instance = `2026-05-${String(7 + at).padStart(2, "0")}T10:30`;
          const expected = newest("one", at) ?? upTo(at) ?? newest("series") ?? "pending";
          expect(statusOf(heard, { instance }).recipients[0]?.status).toBe(expected);
        }
        expect(statusOf(heard).recipients[0]?.status).toBe(newest("series") ?? "pending");
      }),
      { numRuns: runs(2_000, "exchange") },
    );
  });
});
