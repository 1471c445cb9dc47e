import { describe, expect, it } from "vitest";
import { answerInvitation, receiveInvitation } from "../src/attendee/index.ts";
import { readInviteInput } from "../src/event/read-invite.ts";
import { showEvent } from "../src/event/show-event.ts";
import { adoptInvite, buildCancel, buildRequest, createInvite, receive } from "../src/index.ts";
import {
  at,
  atIndex,
  fault,
  type Reading,
  readBoolean,
  readChoice,
  readName,
  readText,
  readUri,
} from "../src/input.ts";
import { boardMeeting } from "./support/fixtures/invite-input.ts";
import { errorOf, refused } from "./support/refusal.ts";

/** A value as a reader takes it, and the code of what is wrong with it. */
function read<T>(
  reader: (reading: { path: string; problems: { path: string; code: string; message: string }[] }) => T,
) {
  const problems: { path: string; code: string; message: string }[] = [];
  const value = reader({ path: "here", problems });
  return [value, ...problems.map(({ path, code }) => `${path} ${code}`)];
}

describe("text", () => {
  const text = (value: unknown) => read((reading) => readText(value, reading, 10));

  it.each([
    ["plain", "plain"],
    [" kept ", " kept "],
    ["a\tb", "a\tb"],
    ["a\r\nb", "a\nb"],
    ["a\rb", "a\nb"],
    ["a\r\r\nb", "a\n\nb"],
    ["a\u0085b\u2028c\u2029", "a\nb\nc\n"],
    ["\ud800x", "\ufffdx"],
    ["\u{1f600}", "\u{1f600}"],
    ["0123456789", "0123456789"],
  ])("%j is read as %j", (value, expected) => {
    expect(text(value)).toEqual([expected]);
  });

  it.each([undefined, null, "", " ", "\r\n\t"])("%j says nothing", (value) => {
    expect(text(value)).toEqual([undefined]);
  });

  it.each([
    [7, "invalid-type"],
    [{}, "invalid-type"],
    ["01234567890", "too-long"],
    ["a\u0000", "control-character"],
    ["a\u0008", "control-character"],
    ["a\u000b", "control-character"],
    ["a\u001f", "control-character"],
    ["a\u007f", "control-character"],
    ["a\u009f", "control-character"],
  ])("%j is refused", (value, code) => {
    expect(text(value)).toEqual([undefined, `here ${code}`]);
  });

  it("of one line has no break and no blanks around it", () => {
    const name = (value: unknown) => read((reading) => readName(value, reading, 10));
    expect(name(" Jane ")).toEqual(["Jane"]);
    expect(name("Jane\n")).toEqual(["Jane"]);
    expect(name("Ja\nne")).toEqual([undefined, "here control-character"]);
    expect(name("Ja\tne")).toEqual([undefined, "here control-character"]);
    expect(name(" ")).toEqual([undefined]);
    expect(name(7)).toEqual([undefined, "here invalid-type"]);
  });
});

describe("words", () => {
  it("true or false, or nothing", () => {
    const boolean = (value: unknown) => read((reading) => readBoolean(value, reading));
    expect([true, false, undefined, null].map(boolean)).toEqual([[true], [false], [undefined], [undefined]]);
    expect(boolean("true")).toEqual([undefined, "here invalid-type"]);
    expect(boolean(0)).toEqual([undefined, "here invalid-type"]);
  });

  it("one of a few", () => {
    const choice = (value: unknown) => read((reading) => readChoice(value, ["a", "b"], reading));
    expect(["a", "b", undefined, null].map(choice)).toEqual([["a"], ["b"], [undefined], [undefined]]);
    expect(choice("c")).toEqual([undefined, "here invalid-choice"]);
    expect(choice("")).toEqual([undefined, "here invalid-choice"]);
  });

  it("a path begins without a dot", () => {
    expect(at({ path: "", problems: [] }, "a").path).toBe("a");
    expect(at({ path: "a", problems: [] }, "b").path).toBe("a.b");
  });

  it("a blind reading notes that something is wrong, and not where", () => {
    const blind: Reading = { path: "", problems: [], blind: true };
    fault(atIndex(at(blind, "recipients"), 2), "required", "must be given");
    expect(blind.problems).toEqual([{ path: "", code: "required", message: "must be given" }]);
  });
});

describe("URLs (RFC 3986)", () => {
  const uri = (value: unknown) => read((reading) => readUri(value, reading));

  it.each([
    ["https://example.com/a", "https://example.com/a"],
    [" https://example.com/a b ", "https://example.com/a%20b"],
    ['https://example.com/?q="<>\\^`{|}', "https://example.com/?q=%22%3C%3E%5C%5E%60%7B%7C%7D"],
    ["tel:+44123", "tel:+44123"],
    ["msteams:/l/meetup-join/1", "msteams:/l/meetup-join/1"],
  ])("%j is read as %j", (value, expected) => {
    expect(uri(value)).toEqual([expected]);
  });

  it.each([
    ["example.com", "invalid-url"],
    ["/path", "invalid-url"],
    ["https:", "invalid-url"],
    ["https://", "invalid-url"],
    ["1x:y", "invalid-url"],
    ["see https://example.com", "invalid-url"],
    ["javascript:alert(1)", "unsafe-scheme"],
    ["JavaScript:alert(1)", "unsafe-scheme"],
    ["vbscript:x", "unsafe-scheme"],
    ["data:text/html,x", "unsafe-scheme"],
    ["file:///etc/passwd", "unsafe-scheme"],
    ["blob:https://example.com/1", "unsafe-scheme"],
    ["about:blank", "unsafe-scheme"],
    ["ms-msdt:/id", "unsafe-scheme"],
    ["search-ms:query=x", "unsafe-scheme"],
    ["view-source:javascript:alert(1)", "unsafe-scheme"],
    ["jar:https://example.com/a!/b", "unsafe-scheme"],
    ["smb://example.com/share", "unsafe-scheme"],
    ["x-a.b+c:d", "unsafe-scheme"],
    [7, "invalid-type"],
    [`https://example.com/${"a".repeat(8_000)}`, "too-long"],
  ])("%s is not a URL to follow", (value, code) => {
    expect(uri(value)).toEqual([undefined, `here ${code}`]);
  });
});

/** What is said of an invitation with another value in one place, and how it reads otherwise. */
function refusedInput(input: unknown): string[] {
  const error = errorOf(() => readInviteInput(input));
  return error === undefined
    ? []
    : [error.code, ...error.problems.map(({ path, code }) => `${path} ${code}`)];
}
const withEvent = (changes: Record<string, unknown>) => ({
  ...boardMeeting,
  event: { ...boardMeeting.event, ...changes },
});
const eventOf = (changes: Record<string, unknown>): Record<string, unknown> => ({
  ...showEvent(readInviteInput(withEvent(changes)).event),
});

describe("an event's members", () => {
  it.each<[string, unknown, unknown]>([
    ["description", " a\r\nb ", " a\nb "],
    ["description", " ", undefined],
    [
      "location",
      { description: "Room", lat: "51.5", long: -0.1 },
      { description: "Room", lat: "51.5", long: -0.1 },
    ],
    ["location", { lat: " +51.50 ", long: "0" }, { lat: "+51.50", long: "0" }],
    ["location", { lat: 90, long: 180 }, { lat: 90, long: 180 }],
    ["location", { lat: "-90", long: "-180" }, { lat: "-90", long: "-180" }],
    ["location", { description: " ", lat: "", long: null }, undefined],
    ["location", {}, undefined],
    ["tzid", null, "Etc/UTC"],
    ["url", null, undefined],
    ["conferenceUrl", "", undefined],
    ["transparency", null, undefined],
    ["private", null, undefined],
    ["location", null, undefined],
    ["url", "https://example.com", "https://example.com"],
    ["conferenceUrl", "https://example.com", "https://example.com"],
    ["reminders", [{ minutes: 0 }, { minutes: 527_040 }], [{ minutes: 0 }, { minutes: 527_040 }]],
    ["reminders", [], []],
    ["reminders", null, undefined],
    ["transparency", "opaque", "opaque"],
    ["transparency", "transparent", "transparent"],
    ["private", true, true],
    ["private", false, false],
    ["color", " turquoise ", "turquoise"],
    ["color", "#FF0000", "#FF0000"],
    ["color", "", undefined],
    ["recurrence", null, undefined],
    ["recurrence", { rule: "RRULE:FREQ=DAILY;COUNT=3" }, { rule: "FREQ=DAILY;COUNT=3" }],
    ["recurrence", { rule: "rrule:FREQ=DAILY", exclude: [], include: null }, { rule: "FREQ=DAILY" }],
    [
      "recurrence",
      { rule: "FREQ=DAILY", exclude: ["2026-05-08T10:30"], include: ["2026-06-08T10:30:00Z"] },
      {
        rule: "FREQ=DAILY",
        exclude: [{ time: "2026-05-08T10:30:00+01:00", tzid: "Europe/London" }],
        include: [{ time: "2026-06-08T11:30:00+01:00", tzid: "Europe/London" }],
      },
    ],
  ])("%s = %j", (name, value, expected) => {
    expect(refusedInput(withEvent({ [name]: value }))).toEqual([]);
    expect(eventOf({ [name]: value })[name]).toStrictEqual(expected);
    expect(Object.hasOwn(eventOf({ [name]: value }), name)).toBe(expected !== undefined);
  });

  it.each<[string, unknown, string]>([
    ["summary", undefined, "event.summary required"],
    ["summary", "x".repeat(10_001), "event.summary too-long"],
    ["description", "x".repeat(100_001), "event.description too-long"],
    ["tzid", "Nowhere", "event.tzid unknown-time-zone"],
    ["tzid", 7, "event.tzid unknown-time-zone"],
    ["start", "", "event.start required"],
    ["start", null, "event.start required"],
    ["end", undefined, "event.end required"],
    ["location", "Room", "event.location invalid-type"],
    ["location", { description: 7 }, "event.location.description invalid-type"],
    ["location", { description: "x".repeat(10_001) }, "event.location.description too-long"],
    ["location", { lat: "51.5" }, "event.location.long required"],
    ["location", { description: "Room", lat: "", long: 0 }, "event.location.lat required"],
    ["location", { lat: 90.1, long: 0 }, "event.location.lat out-of-range"],
    ["location", { lat: -90.1, long: 0 }, "event.location.lat out-of-range"],
    ["location", { lat: 0, long: "180.1" }, "event.location.long out-of-range"],
    ["location", { lat: "1e1", long: 0 }, "event.location.lat out-of-range"],
    ["location", { lat: "x1", long: 0 }, "event.location.lat out-of-range"],
    ["location", { lat: "1x", long: 0 }, "event.location.lat out-of-range"],
    ["location", { lat: "1.", long: 0 }, "event.location.lat out-of-range"],
    ["location", { lat: Number.NaN, long: 0 }, "event.location.lat out-of-range"],
    ["location", { lat: {}, long: 0 }, "event.location.lat out-of-range"],
    ["location", { lat: ["5"], long: 0 }, "event.location.lat out-of-range"],
    ["reminders", { minutes: 5 }, "event.reminders invalid-type"],
    ["reminders", [7], "event.reminders[0].minutes out-of-range"],
    ["reminders", [{ minutes: 5 }, { minutes: -1 }], "event.reminders[1].minutes out-of-range"],
    ["reminders", [{ minutes: 1.5 }], "event.reminders[0].minutes out-of-range"],
    ["reminders", [{ minutes: "5" }], "event.reminders[0].minutes out-of-range"],
    ["reminders", [{ minutes: 527_041 }], "event.reminders[0].minutes out-of-range"],
    ["reminders", Array.from({ length: 21 }, () => ({ minutes: 1 })), "event.reminders limit-exceeded"],
    ["private", "yes", "event.private invalid-type"],
    ["transparency", "clear", "event.transparency invalid-choice"],
    ["color", "#ff", "event.color invalid-color"],
    ["color", 7, "event.color invalid-type"],
    ["url", "x", "event.url invalid-url"],
    ["conferenceUrl", "x", "event.conferenceUrl invalid-url"],
    ["recurrence", "FREQ=DAILY", "event.recurrence invalid-type"],
    ["recurrence", {}, "event.recurrence.rule required"],
    ["recurrence", { rule: " " }, "event.recurrence.rule required"],
    ["recurrence", { rule: 7 }, "event.recurrence.rule invalid-type"],
    ["recurrence", { rule: "EXRULE:FREQ=DAILY" }, "event.recurrence.rule invalid-recurrence"],
    ["recurrence", { rule: "FREQ=RRULE:DAILY" }, "event.recurrence.rule invalid-recurrence"],
    ["recurrence", { rule: "FREQ=DAILY", exclude: "2026-05-08" }, "event.recurrence.exclude invalid-type"],
    ["recurrence", { rule: "FREQ=DAILY", include: {} }, "event.recurrence.include invalid-type"],
    ["recurrence", { rule: "FREQ=DAILY", exclude: [""] }, "event.recurrence.exclude[0] required"],
    [
      "recurrence",
      { rule: "FREQ=DAILY", exclude: ["2026-05-08"] },
      "event.recurrence.exclude[0] mixed-date-and-time",
    ],
    [
      "recurrence",
      { rule: "FREQ=DAILY", include: ["2026-05-08T10:30", "soon"] },
      "event.recurrence.include[1] invalid-time",
    ],
    [
      "recurrence",
      { rule: "FREQ=DAILY", include: Array.from({ length: 2_001 }, () => "2026-05-08T10:30") },
      "event.recurrence.include limit-exceeded",
    ],
  ])("%s = %j is refused", (name, value, problem) => {
    expect(refusedInput(withEvent({ [name]: value }))).toEqual(["invalid-event", problem]);
  });

  it("allow as many dates and reminders as the limits do", () => {
    const include = Array.from({ length: 2_000 }, () => "2026-05-08T10:30");
    expect(refusedInput(withEvent({ recurrence: { rule: "FREQ=DAILY", include } }))).toEqual([]);
    expect(
      refusedInput(withEvent({ reminders: Array.from({ length: 20 }, () => ({ minutes: 1 })) })),
    ).toEqual([]);
  });

  it("report no further problem with the dates of a series whose start is invalid", () => {
    const recurrence = { rule: "FREQ=DAILY", exclude: ["2026-05-08T10:30"], include: ["2026-06-08"] };
    expect(refusedInput(withEvent({ start: "soon", recurrence }))).toEqual([
      "invalid-event",
      "event.start invalid-time",
    ]);
  });

  it("a series cannot start in the second half of an overlap", () => {
    const start = "2026-10-25T01:30:00Z";
    const recurrence = { rule: "FREQ=DAILY" };
    expect(refusedInput(withEvent({ start, end: start, recurrence }))).toEqual([
      "invalid-event",
      "event.recurrence ambiguous-start",
    ]);
    expect(refusedInput(withEvent({ start, end: start }))).toEqual([]);
    expect(refusedInput(withEvent({ start, end: start, tzid: "Etc/UTC", recurrence }))).toEqual([]);
    const day = { start: "2026-10-25", end: "2026-10-26", recurrence };
    expect(refusedInput(withEvent(day))).toEqual([]);
  });
});

describe("an invitation's members", () => {
  it.each<[string, unknown, unknown]>([
    ["id", " 7 ", "7"],
    ["uid", "a b!~", "a b!~"],
    ["organizer", { email: " Org@Example.com ", name: " Org " }, { email: "Org@Example.com", name: "Org" }],
    ["organizer", { email: "org@example.com", name: " " }, { email: "org@example.com" }],
    ["guestList", "hidden", "hidden"],
    ["guestList", "shown", "shown"],
    ["guestList", null, undefined],
    ["counterProposals", false, false],
    ["callbackUrl", "https://example.com", "https://example.com"],
    ["replySecret", " sixteen octets!", " sixteen octets!"],
    [
      "recipients",
      [{ email: "a@example.com", role: "chair", status: "accepted" }],
      [{ email: "a@example.com", role: "chair", status: "accepted" }],
    ],
    ["recipients", [{ email: "a@example.com", role: null, name: null }], [{ email: "a@example.com" }]],
  ])("%s = %j", (name, value, expected) => {
    const read: Record<string, unknown> = { ...readInviteInput({ ...boardMeeting, [name]: value }) };
    expect(read[name]).toStrictEqual(expected);
    expect(Object.hasOwn(read, name)).toBe(expected !== undefined);
  });

  it("that are optional and not given are absent from the result", () => {
    const keys = Object.keys(readInviteInput(boardMeeting)).sort();
    expect(keys).toEqual(["event", "id", "organizer", "recipients", "uid"]);
  });

  it.each<[string, unknown, string]>([
    ["id", undefined, "id required"],
    ["id", 7, "id invalid-type"],
    ["id", "x".repeat(1_001), "id too-long"],
    ["uid", "ü", "uid not-ascii"],
    ["uid", "x".repeat(256), "uid too-long"],
    ["organizer", undefined, "organizer required"],
    ["organizer", null, "organizer required"],
    ["organizer", "org@example.com", "organizer invalid-type"],
    ["organizer", {}, "organizer.email required"],
    ["organizer", { email: null }, "organizer.email required"],
    ["organizer", { email: "nobody" }, "organizer.email invalid-address"],
    ["organizer", { email: 7 }, "organizer.email invalid-address"],
    ["organizer", { email: "org@example.com", name: 7 }, "organizer.name invalid-type"],
    ["recipients", undefined, "recipients required"],
    ["recipients", null, "recipients required"],
    ["recipients", {}, "recipients invalid-type"],
    ["recipients", [], "recipients required"],
    ["recipients", ["jane@example.test"], "recipients[0] invalid-type"],
    ["recipients", [{ email: "a@example.com" }, { email: "A@example.com" }], "recipients[1].email duplicate"],
    ["recipients", [{ email: "a@example.com", role: "king" }], "recipients[0].role invalid-choice"],
    ["recipients", [{ email: "a@example.com", status: "maybe" }], "recipients[0].status invalid-choice"],
    [
      "recipients",
      Array.from({ length: 10_001 }, (_, i) => ({ email: `a${i}@example.com` })),
      "recipients limit-exceeded",
    ],
    ["event", undefined, "event required"],
    ["event", null, "event required"],
    ["event", "Meeting", "event invalid-type"],
    ["guestList", "secret", "guestList invalid-choice"],
    ["counterProposals", "no", "counterProposals invalid-type"],
    ["callbackUrl", "x", "callbackUrl invalid-url"],
    ["replySecret", 7, "replySecret invalid-type"],
    ["replySecret", "x".repeat(1_001), "replySecret too-long"],
    ["replySecret", "x".repeat(15), "replySecret too-short"],
  ])("%s is refused: %#", (name, value, problem) => {
    expect(refusedInput({ ...boardMeeting, [name]: value })).toEqual(["invalid-event", problem]);
  });

  it("is an object", () => {
    expect(refusedInput("x")).toEqual(["invalid-argument", " invalid-type"]);
  });

  it("ten thousand people can be invited", () => {
    const recipients = Array.from({ length: 10_000 }, (_, i) => ({ email: `a${i}@example.com` }));
    expect(refusedInput({ ...boardMeeting, recipients })).toEqual([]);
  });

  it("a reply secret is not blamed where the organizer has no address", () => {
    const organizer = { email: "nobody" };
    expect(refusedInput({ ...boardMeeting, organizer, replySecret: "sixteen octets!!" })).toEqual([
      "invalid-event",
      "organizer.email invalid-address",
    ]);
  });

  it("a reply secret needs room in the organizer's address", () => {
    const long = { email: `${"x".repeat(40)}@example.com` };
    expect(refusedInput({ ...boardMeeting, organizer: long, replySecret: "sixteen octets!!" })).toEqual([
      "invalid-event",
      "organizer.email too-long",
    ]);
    expect(refusedInput({ ...boardMeeting, organizer: long })).toEqual([]);
    const short = { email: `${"x".repeat(39)}@example.com` };
    expect(refusedInput({ ...boardMeeting, organizer: short, replySecret: "sixteen octets!!" })).toEqual([]);
  });
});

describe("every fault of an input is named at once", () => {
  const person = { email: "jane", role: "guest", kind: "chair", rsvp: "yes" };
  const event = { ...boardMeeting.event, properties: [{ name: "X A", value: 7, parameters: { TZID: "x" } }] };
  const input = { ...boardMeeting, organizer: { email: "org", sentBy: "app" }, recipients: [person], event };
  const people = [
    "organizer.email invalid-address",
    "organizer.sentBy invalid-address",
    "recipients[0].email invalid-address",
    "recipients[0].role invalid-choice",
    "recipients[0].kind invalid-choice",
    "recipients[0].rsvp invalid-type",
    "event.properties[0].name invalid-property",
    "event.properties[0].value invalid-type",
    "event.properties[0].parameters.TZID invalid-parameter",
  ];

  it.each<[string, (input: unknown) => unknown, string[]]>([
    ["createInvite", (given) => Reflect.apply(createInvite, undefined, [given]), people],
    [
      "buildRequest",
      (given) => Reflect.apply(buildRequest, undefined, [given]),
      [...people, "sequence out-of-range"],
    ],
    [
      "buildCancel",
      (given) => Reflect.apply(buildCancel, undefined, [{ ...Object(given), comment: 7 }]),
      [...people, "comment invalid-type", "sequence out-of-range"],
    ],
    [
      "adoptInvite",
      (given) => Reflect.apply(adoptInvite, undefined, [given]),
      [...people, "sequence out-of-range", "uid required"],
    ],
  ])("by %s", (name, call, expected) => {
    const { id, ...rest } = input;
    const given = name === "createInvite" ? input : { id, ...rest, sequence: -1 };
    expect(refused(() => call(given))).toEqual(["invalid-event", ...expected]);
  });

  it("by receive and receiveInvitation", () => {
    const options = { now: 7, authentication: "ok", author: "jane" };
    const { invite, messages } = createInvite(boardMeeting);
    const ics = messages[0]?.ics;
    const wrong = [
      "options.now invalid-type",
      "options.author invalid-address",
      "options.authentication invalid-choice",
    ];
    const receiving = () => Reflect.apply(receive, undefined, [invite, ics, options]);
    expect(refused(receiving)).toEqual(expect.arrayContaining(["invalid-argument", ...wrong]));
    const invited = () =>
      Reflect.apply(receiveInvitation, undefined, [undefined, ics, { ...options, me: [] }]);
    expect(refused(invited)).toEqual(expect.arrayContaining(["options.me invalid-value", ...wrong]));
  });

  it("by answerInvitation", () => {
    const { messages } = createInvite(boardMeeting);
    const { attendance } = receiveInvitation(undefined, messages[0]?.ics ?? "", { me: "jane@example.test" });
    const said = { status: "yes", coment: "x", thisAndFuture: 1 };
    const answering = () => Reflect.apply(answerInvitation, undefined, [attendance, said]);
    expect(refused(answering)).toEqual([
      "invalid-argument",
      "as.status invalid-choice",
      "as.coment unknown-field",
      "as.thisAndFuture invalid-type",
    ]);
  });
});
