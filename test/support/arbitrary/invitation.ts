import fc from "fast-check";
import type { InviteInput } from "../../../src/event/event.ts";
import { hostileText } from "../fixtures/invite-input.ts";

const zones = [
  "Europe/London",
  "America/New_York",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Etc/UTC",
  "Africa/Casablanca",
] as const;
const hour = 3_600_000;
const day = 24 * hour;

/** A text that calendar text can carry: control characters are refused before anything is built. */
export const sendableText: fc.Arbitrary<string> = hostileText
  .map((text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ""))
  .filter((text) => text.trim() !== "");

const wall = (ms: number, date: boolean) => new Date(ms).toISOString().slice(0, date ? 10 : 19);

/** Invitations of every kind: timed and all-day, in any zone, single and recurring, short and of no length. */
export const arbitraryInvitation: fc.Arbitrary<InviteInput> = fc
  .record({
    start: fc.integer({ min: Date.UTC(2024, 0, 1) / hour, max: Date.UTC(2031, 0, 1) / hour }),
    length: fc.integer({ min: 0, max: 72 }),
    date: fc.boolean(),
    zone: fc.constantFrom(...zones),
    endZone: fc.option(fc.constantFrom(...zones), { nil: undefined }),
    rule: fc.option(
      fc.constantFrom("FREQ=WEEKLY;COUNT=5", "FREQ=DAILY;INTERVAL=2;UNTIL=20400101", "FREQ=MONTHLY"),
      { nil: undefined },
    ),
    summary: sendableText,
    description: fc.option(sendableText, { nil: undefined }),
    place: fc.option(sendableText, { nil: undefined }),
    name: fc.option(
      sendableText.map((text) => text.replace(/[\r\n\t\u2028\u2029]/g, " ").trim()),
      { nil: undefined },
    ),
    transparency: fc.constantFrom("opaque", "transparent", undefined),
    guests: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ start, length, date, zone, endZone, rule, summary, description, place, name, ...rest }) => {
    const from = date ? Math.floor((start * hour) / day) * day : start * hour;
    const to = date ? from + (1 + (length % 5)) * day : from + length * hour;
    const far = endZone === undefined || date ? 0 : 2 * day;
    return {
      id: "7",
      organizer: { email: "org@example.com", ...(name ? { name } : {}) },
      recipients: [
        { email: "jane@example.test", ...(name ? { name } : {}) },
        ...Array.from({ length: rest.guests }, (_, index) => ({ email: `guest${index}@example.test` })),
      ],
      event: {
        summary,
        start: { time: wall(from, date), tzid: zone },
        end: { time: wall(to + far, date), tzid: endZone ?? zone },
        tzid: zone,
        ...(description === undefined ? {} : { description }),
        ...(place === undefined ? {} : { location: { description: place } }),
        ...(rest.transparency === undefined ? {} : { transparency: rest.transparency }),
        ...(rule === undefined ? {} : { recurrence: { rule } }),
      },
    };
  });
