import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type Attendance,
  adoptAttendance,
  attendanceOf,
  formatAttendance,
  receiveInvitation,
} from "../../src/attendee/index.ts";
import { ItipError } from "../../src/errors.ts";
import {
  cancelInvite,
  createInvite,
  type EventTime,
  type Invite,
  type InviteChanges,
  type OutgoingMessage,
  occurrencesOf,
  statusOf,
  type Transition,
  updateInvite,
} from "../../src/index.ts";
import { runs } from "../support/runs.ts";

/** Jane is invited to the series, Li to nothing as yet. */
const [jane, li] = ["jane@example.test", "li@example.test"];
const at = (minute: number) => new Date(Date.UTC(2027, 4, 1, 9, minute));

/** How the series writes its times: the day of June 2027 and the hour. */
const forms = {
  zone: (day: number, hour: number) => ({
    time: `2027-06-${two(day)}T${two(hour)}:00:00`,
    tzid: "Europe/London",
  }),
  utc: (day: number, hour: number) => `2027-06-${two(day)}T${two(hour)}:00:00Z`,
  days: (day: number) => `2027-06-${two(day)}`,
};

function two(n: number): string {
  return String(n).padStart(2, "0");
}

interface Setting {
  readonly form: keyof typeof forms;
  readonly guestList: "shown" | "hidden";
}

function spanAt({ form }: Setting, day: number, hour: number) {
  const later = form === "days" ? forms.days(day + 1) : forms[form](day, hour + 1);
  return { start: forms[form](day, hour), end: later };
}

/** One step of the organizer, about the occurrence that is drawn where it is about one. */
interface Step {
  readonly act: (typeof acts)[number];
  readonly which: number;
  readonly count: number;
}

const acts = [
  ...([
    "title",
    "move",
    "cut",
    "exclude",
    "include",
    "daily",
    "off",
    "one-title",
    "one-move",
    "one-off",
  ] as const),
  ...(["one-without-jane", "one-with-jane", "one-with-li", "one-without-li"] as const),
  ...(["without-jane", "with-jane", "with-li", "without-li", "hide", "show"] as const),
];

function changesFor(
  { act, count }: Step,
  setting: Setting,
  index: number,
  instance: EventTime,
): InviteChanges {
  const weekly = { rule: "FREQ=WEEKLY;COUNT=4" };
  const include = [forms[setting.form](4, 10)];
  // No time comes twice: what is moved there and back is another matter.
  const moved = spanAt(setting, act === "one-move" ? 20 + index : 3, 10 + index);
  switch (act) {
    case "title":
    case "one-title":
      return { event: { summary: `${act} ${index}` } };
    case "move":
    case "one-move":
      return { event: setting.form === "days" ? spanAt(setting, 11 + index, 0) : moved };
    case "cut":
      return { event: { recurrence: { rule: `FREQ=WEEKLY;COUNT=${count}` } } };
    case "exclude":
      return { event: { recurrence: { ...weekly, exclude: [instance] } } };
    case "include":
      return { event: { recurrence: { ...weekly, include } } };
    case "daily":
      return { event: { recurrence: { rule: "FREQ=DAILY;COUNT=5" } } };
    case "hide":
    case "show":
      return { guestList: act === "hide" ? "hidden" : "shown" };
    default: {
      const email = act.endsWith("jane") ? jane : li;
      return act.includes("without") ? { removeRecipients: [email] } : { addRecipients: [{ email }] };
    }
  }
}

function stepped(invite: Invite, step: Step, setting: Setting, index: number): Transition {
  const { event } = statusOf(invite);
  const now = at(index + 1);
  const places = occurrencesOf(event).map(({ instance }) => instance);
  const instance = places[step.which % Math.max(1, places.length)] ?? event.start;
  const one = step.act.startsWith("one-") ? { instance } : {};
  try {
    if (step.act === "off" || step.act === "one-off") return cancelInvite(invite, { now, ...one });
    return updateInvite(invite, changesFor(step, setting, index, instance), { now, ...one });
  } catch (error) {
    // A step that is not possible now, such as one about somebody who is not invited.
    if (!(error instanceof ItipError)) throw error;
    return { invite, messages: [] };
  }
}

const settings = fc.record<Setting>({
  form: fc.constantFrom("zone", "utc", "days"),
  guestList: fc.constantFrom("shown", "hidden"),
});
const steps = fc.array(
  fc.record<Step>({ act: fc.constantFrom(...acts), which: fc.nat(9), count: fc.integer({ min: 1, max: 5 }) }),
  { minLength: 1, maxLength: 7 },
);

function history(setting: Setting, all: readonly Step[]): { invite: Invite; mails: OutgoingMessage[] } {
  const event = { summary: "Board", ...spanAt(setting, 3, 10), recurrence: { rule: "FREQ=WEEKLY;COUNT=4" } };
  let { invite, messages } = createInvite(
    {
      id: "board",
      organizer: { email: "planner@example.com" },
      recipients: [{ email: jane }, { email: "bob@example.test" }],
      guestList: setting.guestList,
      event,
    },
    { now: at(0) },
  );
  const mails = [...messages];
  all.forEach((step, index) => {
    ({ invite, messages } = stepped(invite, step, setting, index));
    mails.push(...messages);
  });
  return { invite, mails };
}

function takenIn(texts: readonly string[], me: string): Attendance | undefined {
  return texts.reduce<Attendance | undefined>(
    (attendance, text) => receiveInvitation(attendance, text, { me }).attendance,
    undefined,
  );
}

/** What there is to see of the series or of one occurrence; of what is called off or not there nothing. */
type Seen = { start: string; end: string; summary: string } | "none";

function seenBy(attendance: Attendance, instance?: EventTime): Seen {
  try {
    const { event, cancelled } = attendanceOf(attendance, instance === undefined ? {} : { instance });
    if (cancelled || event === undefined) return "none";
    return { start: event.start.time, end: event.end.time, summary: event.summary };
  } catch (error) {
    if (error instanceof ItipError) return "none";
    throw error;
  }
}

function plannedFor(invite: Invite, me: string, instance?: EventTime): Seen {
  const { state, recipients, event } = statusOf(invite, instance === undefined ? {} : { instance });
  if (state === "cancelled" || !recipients.some(({ email }) => email === me)) return "none";
  return { start: event.start.time, end: event.end.time, summary: event.summary };
}

it("both sides agree about the series and every occurrence, whoever comes and goes, and in whatever order the mail arrives", () => {
  fc.assert(
    fc.property(settings, steps, fc.nat(5), (setting, all, turn) => {
      const { invite, mails } = history(setting, all);
      for (const me of [jane, li]) {
        const mine = mails.filter(({ to }) => to.email === me).map(({ ics }) => ics);
        const shuffled = [...mine.slice(turn), ...mine.slice(0, turn)].toReversed();
        const attendance = takenIn(shuffled, me);
        if (attendance === undefined) continue;
        const { event, instances = [], recipients } = statusOf(invite);
        const isInvited = recipients.some(({ email }) => email === me);
        // Who comes to single occurrences alone is shown the first of them in place of the series.
        if (isInvited) expect(seenBy(attendance)).toEqual(plannedFor(invite, me));
        const places = [...occurrencesOf(event).map(({ instance }) => instance), ...instances];
        const stored = attendanceOf(attendance).cancelled
          ? undefined
          : adoptAttendance(formatAttendance(attendance), { me });
        for (const instance of places) {
          const planned = plannedFor(invite, me, instance);
          expect(seenBy(attendance, instance)).toEqual(planned);
          if (stored !== undefined) expect(seenBy(stored, instance)).toEqual(planned);
        }
      }
    }),
    { numRuns: runs(10_000, "exchange") },
  );
});
