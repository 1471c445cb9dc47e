import { parsedAttendance, receivedInvitation } from "./attendance-laws.ts";
import { dictionary } from "./dictionary.table.ts";
import {
  acceptedByParseMessage,
  checked,
  openedEmail,
  parsedState,
  received,
  receivedEmail,
  resolvedZone,
} from "./laws.ts";
import { mutateBytes } from "./mutate-bytes.ts";
import { mutateCalendar } from "./mutate-calendar.ts";
import { mutateEmail } from "./mutate-email.ts";
import { mutateState } from "./mutate-state.ts";
import type { Random } from "./random.ts";
import type { Seeds } from "./seeds.ts";

/** One way in for foreign data: how inputs for it are made, and what must be true whatever they hold. */
export interface Target {
  /** For a file that fails. */
  readonly extension: "ics" | "eml" | "json";
  readonly generate: (seeds: Seeds, random: Random) => Uint8Array;
  /**
   * @returns what became of the input: `read`, or an error code
   * @throws where a law is broken
   */
  readonly judge: (input: Uint8Array, seeds: Seeds) => string | Promise<string>;
}

export const targets: Readonly<Record<string, Target>> = {
  parseMessage: {
    extension: "ics",
    generate: calendarInput,
    judge: (input) => acceptedByParseMessage(input),
  },
  checkMessage: { extension: "ics", generate: calendarInput, judge: (input, seeds) => checked(input, seeds) },
  openEmail: { extension: "eml", generate: emailInput, judge: (input) => openedEmail(input) },
  receive: { extension: "ics", generate: calendarInput, judge: (input, seeds) => received(input, seeds) },
  receiveEmail: {
    extension: "eml",
    generate: emailInput,
    judge: (input, seeds) => receivedEmail(input, seeds),
  },
  resolveTimeZone: { extension: "json", generate: zoneInput, judge: (input) => resolvedZone(input) },
  parseInvite: {
    extension: "json",
    generate: stateInput,
    judge: (input, seeds) => parsedState(input, seeds),
  },
  receiveInvitation: {
    extension: "ics",
    generate: calendarInput,
    judge: (input, seeds) => receivedInvitation(input, seeds),
  },
  parseAttendance: {
    extension: "json",
    generate: attendanceInput,
    judge: (input) => parsedAttendance(input),
  },
};

function calendarInput(seeds: Seeds, random: Random): Uint8Array {
  const seed = random.pickOr(seeds.calendars, "");
  const bytes = new TextEncoder().encode(
    random.once(5) ? seed : mutateCalendar(seed, random.pickOr(seeds.calendars, ""), random),
  );
  return random.once(3) ? mutateBytes(bytes, random) : bytes;
}

function emailInput(seeds: Seeds, random: Random): Uint8Array {
  const seed = random.pickOr(seeds.emails, "");
  const text = random.once(5) ? seed : mutateEmail(seed, random.pickOr(seeds.emails, ""), random);
  const bytes = Uint8Array.from(Buffer.from(text, "latin1"));
  return random.once(3) ? mutateBytes(bytes, random) : bytes;
}

function zoneInput(seeds: Seeds, random: Random): Uint8Array {
  const zone = random.pickOr(seeds.zones, "");
  const vtimezone = random.once(4) ? zone : mutateCalendar(zone, random.pickOr(seeds.zones, ""), random);
  const stated = /^TZID.*?:(.*)$/m.exec(zone)?.[1] ?? "";
  const tzid = random.once(2) ? stated : random.pickOr(dictionary.zones, "");
  const cut = random.below(tzid.length + 1);
  const odd = tzid.slice(0, cut) + random.pickOr(dictionary.pieces, "") + tzid.slice(cut);
  return json({
    tzid: random.once(2) ? tzid : odd,
    ...(random.once(4) ? {} : { vtimezone }),
    at: random.pick([
      Date.UTC(2026, random.below(12), 1),
      random.below(4_000_000) * 1_000_000 - 2e12,
      8.64e15,
      -8.64e15,
    ]),
    ...(random.once(2) ? {} : { hint: random.pick(["Europe/Berlin", "America/New_York", "Asia/Kolkata"]) }),
  });
}

function stateInput(seeds: Seeds, random: Random): Uint8Array {
  const bytes = json(mutateState(random.pickOr(seeds.states, {}), random));
  return random.once(20) ? mutateBytes(bytes, random) : bytes;
}

function attendanceInput(seeds: Seeds, random: Random): Uint8Array {
  const bytes = json(mutateState(random.pickOr(seeds.attendances, {}), random));
  return random.once(20) ? mutateBytes(bytes, random) : bytes;
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value) ?? "null");
}
