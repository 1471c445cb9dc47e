import { describe, expect, it } from "vitest";
import { inputOf, readInviteInput } from "../../src/event/read-invite.ts";
import { showEvent } from "../../src/event/show-event.ts";
import { boardMeeting } from "../support/fixtures/invite-input.ts";
import * as refusal from "../support/refusal.ts";

function problemsOf(input: unknown): [string, string][] {
  return refusal.problemsOf(() => readInviteInput(input)).map(({ path, code }) => [path, code]);
}

function eventWith(changes: Record<string, unknown>): unknown {
  return { ...boardMeeting, event: { ...boardMeeting.event, ...changes } };
}

describe("an event", () => {
  it("has its times shown in its zone", () => {
    expect(showEvent(readInviteInput(boardMeeting).event)).toEqual({
      summary: "Board meeting",
      description: "Discuss plans for the next quarter.",
      start: { time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" },
      end: { time: "2026-05-07T11:30:00+01:00", tzid: "Europe/London" },
      tzid: "Europe/London",
      location: { description: "Board room" },
    });
  });

  it("may start and end in different zones", () => {
    const input = eventWith({
      start: { time: "2026-05-07T09:00", tzid: "America/New_York" },
      end: { time: "2026-05-07T18:00", tzid: "Europe/Paris" },
    });
    expect(showEvent(readInviteInput(input).event)).toMatchObject({
      start: { time: "2026-05-07T09:00:00-04:00", tzid: "America/New_York" },
      end: { time: "2026-05-07T18:00:00+02:00", tzid: "Europe/Paris" },
    });
  });

  it("may take no time at all", () => {
    expect(problemsOf(eventWith({ end: boardMeeting.event.start }))).toEqual([]);
  });

  it("is all day between two dates", () => {
    const { start, end } = showEvent(
      readInviteInput(eventWith({ start: "2026-05-07", end: "2026-05-09" })).event,
    );
    expect([start, end]).toEqual([
      { time: "2026-05-07", tzid: "Europe/London" },
      { time: "2026-05-09", tzid: "Europe/London" },
    ]);
  });

  it.each<[string, Record<string, unknown>, [string, string][]]>([
    ["no summary", { summary: undefined }, [["event.summary", "required"]]],
    ["a blank summary", { summary: " \n" }, [["event.summary", "required"]]],
    ["a summary that is no text", { summary: 7 }, [["event.summary", "invalid-type"]]],
    ["an end before the start", { end: "2026-05-07T09:29:59Z" }, [["event.end", "end-before-start"]]],
    ["an unknown zone", { tzid: "Europe/Atlantis" }, [["event.tzid", "unknown-time-zone"]]],
    ["a fraction of a second", { start: "2026-05-07T09:30:00.5Z" }, [["event.start", "fractional-second"]]],
    ["what is not a day", { start: "2026-02-30T09:30:00Z" }, [["event.start", "invalid-time"]]],
    ["a date beside a time", { end: "2026-05-08" }, [["event.end", "mixed-date-and-time"]]],
    ["no start", { start: undefined }, [["event.start", "required"]]],
    ["a control character", { description: "a\u0007b" }, [["event.description", "control-character"]]],
    ["a link that runs", { url: "javascript:alert(1)" }, [["event.url", "unsafe-scheme"]]],
    ["what is not a link", { conferenceUrl: "not a link" }, [["event.conferenceUrl", "invalid-url"]]],
    [
      "a latitude off the globe",
      { location: { lat: 91, long: "0" } },
      [["event.location.lat", "out-of-range"]],
    ],
    [
      "a reminder after the start",
      { reminders: [{ minutes: -5 }] },
      [["event.reminders[0].minutes", "out-of-range"]],
    ],
    ["a word that is no transparency", { transparency: "clear" }, [["event.transparency", "invalid-choice"]]],
    ["what is not a color", { color: "greenish" }, [["event.color", "invalid-color"]]],
    [
      "what is not a rule",
      { recurrence: { rule: "FREQ=SOMETIMES" } },
      [["event.recurrence.rule", "invalid-recurrence"]],
    ],
  ])("is refused for %s", (_, changes, problems) => expect(problemsOf(eventWith(changes))).toEqual(problems));
});

describe("an invite", () => {
  it("is refused with everything that is wrong, not the first thing only", () => {
    const input = {
      id: "",
      organizer: { email: "nobody" },
      recipients: [{ email: "jane@example.test" }, { email: "JANE@example.test", role: "king" }, null],
      event: { summary: "", start: "soon", end: "2026-05-07", tzid: "Nowhere" },
      guestList: "secret",
    };
    expect(problemsOf(input)).toEqual([
      ["id", "required"],
      ["organizer.email", "invalid-address"],
      ["recipients[1].role", "invalid-choice"],
      ["recipients[1].email", "duplicate"],
      ["recipients[2]", "required"],
      ["event.tzid", "unknown-time-zone"],
      ["event.summary", "required"],
      ["event.start", "invalid-time"],
      ["guestList", "invalid-choice"],
    ]);
  });

  it("tells what is wrong with a recurrence where the start is not a time", () => {
    const recurrence = { rule: "x", exclude: ["y"] };
    expect(problemsOf(eventWith({ start: "soon", recurrence }))).toEqual([
      ["event.start", "invalid-time"],
      ["event.recurrence.rule", "invalid-recurrence"],
      ["event.recurrence.exclude[0]", "invalid-time"],
    ]);
  });

  it.each([[undefined], [null], [7], ["invite"], [[]]])("that is %j is no object", (input) => {
    expect(problemsOf(input)).toEqual([["", "invalid-type"]]);
  });

  it("needs somebody to invite", () => {
    expect(problemsOf({ ...boardMeeting, recipients: [] })).toEqual([["recipients", "required"]]);
  });

  it("derives one stable ASCII UID of at most 255 octets from the id and the organizer's domain", () => {
    const uidOf = (changes: object) => readInviteInput({ ...boardMeeting, ...changes }).uid;
    const uid = uidOf({});
    expect(uid).toMatch(/^[!-~]{1,255}$/);
    expect(uid.endsWith("@example.com")).toBe(true);
    expect(uidOf({ recipients: [{ email: "omar@example.test" }] })).toBe(uid);
    expect(uidOf({ id: "another" })).not.toBe(uid);
    expect(uidOf({ organizer: { email: "planner@example.org" } })).not.toBe(uid);
    const long = `planner@${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.test`;
    expect(uidOf({ id: "日本", organizer: { email: long } })).toMatch(/^[!-~]{1,255}$/);
  });

  it("derives a UID whose domain, cut to its last two hundred letters, begins with one", () => {
    const kept = `${"b".repeat(47)}.${"c".repeat(63)}.${"d".repeat(63)}.${"e".repeat(17)}.test`;
    const email = `planner@aaaaa--${kept}`;
    expect(`--${kept}`).toHaveLength(200);
    const { uid } = readInviteInput({ ...boardMeeting, organizer: { email } });
    expect(uid.slice(uid.indexOf("@") + 1)).toBe(kept);
  });

  it("derives an ASCII UID for an internationalised domain, the same for each spelling of it", () => {
    const uids = [
      "MÜNCHEN.example",
      "münchen.example",
      "xn--mnchen-3ya.example",
      "XN--MNCHEN-3YA.example",
    ].map((domain) => readInviteInput({ ...boardMeeting, organizer: { email: `org@${domain}` } }).uid);
    expect(new Set(uids).size).toBe(1);
    expect(uids[0]).toMatch(/^[!-~]+@xn--mnchen-3ya\.example$/);
  });

  it("refuses a UID that is not ASCII or too long", () => {
    expect(problemsOf({ ...boardMeeting, uid: "größe" })).toEqual([["uid", "not-ascii"]]);
    expect(problemsOf({ ...boardMeeting, uid: "x".repeat(256) })).toEqual([["uid", "too-long"]]);
    expect(problemsOf({ ...boardMeeting, uid: "a\r\nATTENDEE:b" })).toEqual([["uid", "control-character"]]);
  });

  it("is left as it was", () => {
    const frozen = JSON.stringify(boardMeeting);
    readInviteInput(Object.freeze(boardMeeting));
    expect(JSON.stringify(boardMeeting)).toBe(frozen);
  });
});

describe("what was checked, in the words of a caller", () => {
  it("is what was checked, and checked anew once somebody has changed it", () => {
    const checked = readInviteInput(boardMeeting);
    const input = inputOf(checked);
    expect(readInviteInput(input)).toBe(checked);
    expect(readInviteInput(structuredClone(input))).toEqual(checked);
    input.event.summary = "";
    expect(problemsOf(input)).toEqual([["event.summary", "required"]]);
    input.event.summary = "Else";
    expect(readInviteInput(input).event.summary).toBe("Else");
  });
});
