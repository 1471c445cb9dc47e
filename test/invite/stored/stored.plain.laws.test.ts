import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPlainMailbox } from "../../../src/event/plain-mailbox.ts";
import { readEvent } from "../../../src/event/read-event.ts";
import { readOrganizer, readRecipient } from "../../../src/event/read-invite.ts";
import { showEvent } from "../../../src/event/show-event.ts";
import type { Reading } from "../../../src/input.ts";
import { isPlainEntry } from "../../../src/invite/stored/plain-entry.ts";
import { readPlainEvent } from "../../../src/invite/stored/plain-event.ts";
import { isPlainKnown, isPlainRecipient } from "../../../src/invite/stored/plain-person.ts";
import { type CheckedTexts, readEntry, readKnown } from "../../../src/invite/stored/read-entries.ts";
import { isPlainMoment } from "../../../src/time/plain-moment.ts";
import { formatLocal } from "../../../src/time/point.ts";
import { hostileText } from "../../support/fixtures/invite-input.ts";
import { runs } from "../../support/runs.ts";

const reading = (): Reading => ({ path: "", problems: [] });
const memory = (): CheckedTexts => ({ folded: new Map(), occurrences: new Map() });

/** Values that are nearly right: beside a digit, a letter, a blank or a kind. */
const strange: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    [],
    {},
    "",
    " ",
    0,
    -1,
    1.5,
    2_147_483_648,
    Number.NaN,
    86_400_000,
  ),
  fc.constantFrom(
    "Jane@example.test",
    "jane@xn--bcher-kva.example",
    "jane@example.test ",
    "jane@ex--ample.test",
  ),
  fc.constantFrom(
    "2026-02-30T08:00:00Z",
    "2026-13-01T08:00:00Z",
    "2026-05-07T24:00:00Z",
    "20x6-02-07T08:00:00Z",
  ),
  fc.constantFrom(
    "2026-03-29T01:30:00",
    "2026-10-25T01:30:00",
    "2026-05-07",
    "2026-05-07T10:30",
    "0001-01-01T00:00:00",
  ),
  fc.constantFrom("europe/london", "Asia/Calcutta", "Etc/UTC", "UTC", "Europe/Nowhere"),
  fc.constantFrom(
    "javascript:alert(1)",
    "https://a",
    "https://user@example.com/",
    "https://example.com:99/x y",
  ),
  fc.constantFrom("FREQ=DAILY;UNTIL=20260601", "freq=daily", "FREQ=WEEKLY", "FREQ=DAILY;COUNT=0"),
);

/** A value with one of its members, at any depth, replaced, added or taken away. */
function damaged(base: unknown): fc.Arbitrary<unknown> {
  if (typeof base !== "object" || base === null || Array.isArray(base))
    return fc.oneof(fc.constant(base), strange);
  const members: [string, unknown][] = Object.entries(base);
  const places = members.map(([name, member]) =>
    fc.oneof(damaged(member), strange).map((value): unknown => ({ ...base, [name]: value })),
  );
  const without = members.map(([name]) =>
    fc.constant<unknown>(Object.fromEntries(members.filter(([other]) => other !== name))),
  );
  const more = fc
    .tuple(
      fc.constantFrom("extra", "sentBy", "contradicted", "guessed", "name", "rsvp", "__proto__"),
      strange,
    )
    .map(([name, value]): unknown => ({ ...base, [name]: value }));
  return fc.oneof(
    { weight: 6, arbitrary: fc.oneof(...places) },
    fc.oneof(...without),
    more,
    fc.constant<unknown>(base),
  );
}

const span = {
  start: { kind: "utc", instant: Date.UTC(2026, 4, 7, 9, 30) },
  end: { kind: "zoned", tzid: "Europe/London", guessed: false, wall: Date.UTC(2026, 4, 7, 11, 30) },
};
const statement = {
  email: "jane@example.test",
  sequence: 1,
  name: "Jane",
  status: "accepted",
  comment: "Gladly",
  dtstamp: "2026-05-02T08:00:00Z",
  extraGuests: 2,
  named: span,
};
const entry = {
  address: "jane@example.test",
  occurrence: "",
  reply: statement,
  counter: { ...statement, proposal: span },
};
const event = {
  summary: "Standup",
  description: "Every week",
  location: { description: "Room 4" },
  url: "https://example.com/agenda?day=1",
  transparency: "opaque",
  private: true,
  start: { time: "2026-05-07T10:30:00", tzid: "Europe/London" },
  end: { time: "2026-05-07T11:00:00", tzid: "Europe/London" },
  tzid: "Europe/London",
};
const series = { ...event, recurrence: { rule: "FREQ=WEEKLY;COUNT=6" } };

/** What is plain at a glance, the reader gives back as it is, without a problem. */
function glanceAgrees<T>(
  bases: readonly unknown[],
  isPlain: (value: unknown) => boolean,
  read: (value: unknown, reading: Reading) => T,
): void {
  for (const base of bases) expect(isPlain(base)).toBe(true);
  fc.assert(
    fc.property(fc.constantFrom(...bases).chain(damaged), (value) => {
      if (!isPlain(value)) return;
      const here = reading();
      const closer = read(value, here);
      expect([closer, here.problems]).toEqual([value, []]);
    }),
    { numRuns: runs(20_000) },
  );
}

describe("what the quick check of a stored state takes for plain, the reader with all checks gives back as it is", () => {
  it("an answer", () => {
    const bases = [entry, { ...entry, occurrence: "2026-05-14T10:30:00[Europe/London]" }];
    glanceAgrees(
      bases,
      (value) => isPlainEntry(value, memory()),
      (value, here) => readEntry(value, here, memory()),
    );
  });

  it("somebody who was invited", () => {
    const known = { address: "jane@example.test", email: "jane@example.test", name: "Jane" };
    glanceAgrees([known], isPlainKnown, (value, here) => readKnown(value, here, memory()));
  });

  it("a recipient, and an organizer", () => {
    const recipient = {
      email: "jane@my-company.example",
      name: "Jane",
      role: "optional",
      status: "pending",
      rsvp: true,
    };
    glanceAgrees([recipient], isPlainRecipient, readRecipient);
    glanceAgrees([{ email: "jane@example.test", name: "Jane Doe" }], isPlainMailbox, readOrganizer);
  });

  it("an event: it means the same, and would be stored the same", () => {
    const understood = (value: unknown) => readPlainEvent(value)?.event;
    for (const base of [event, series]) expect(understood(base)).toEqual(readEvent(base, reading()));
    fc.assert(
      fc.property(fc.constantFrom(event, series).chain(damaged), (value) => {
        const plain = readPlainEvent(value);
        if (plain === undefined) return;
        const here = reading();
        const closer = readEvent(value, here);
        expect([plain.event, plain.stored, here.problems]).toEqual([closer, value, []]);
        expect(closer === undefined ? undefined : showEvent(closer, formatLocal)).toEqual(value);
      }),
      { numRuns: runs(20_000) },
    );
  });

  it("a moment: it exists", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789x"), minLength: 2, maxLength: 2 });
    const moment = fc
      .tuple(fc.constantFrom("19", "20", "00"), digits, digits, digits, digits, digits, digits)
      .map(
        ([a, b, month, date, hours, minutes, seconds]) =>
          `${a}${b}-${month}-${date}T${hours}:${minutes}:${seconds}Z`,
      );
    const near = fc
      .date({
        min: new Date("0000-01-01T00:00:00Z"),
        max: new Date("9999-12-31T23:59:59Z"),
        noInvalidDate: true,
      })
      .map((date) => `${date.toISOString().slice(0, 19)}Z`);
    const exists = (text: string) => {
      const time = Date.parse(text);
      return !Number.isNaN(time) && new Date(time).toISOString() === text.replace("Z", ".000Z");
    };
    fc.assert(
      fc.property(fc.oneof(moment, near), (text) => {
        expect(isPlainMoment(text)).toBe(exists(text));
      }),
      { numRuns: runs(20_000) },
    );
  });
});
