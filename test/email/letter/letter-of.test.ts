import { describe, expect, it } from "vitest";
import { composeEmail, createInvite, letterOf, updateInvite } from "../../../src/index.ts";
import { outgoing } from "../../support/fixtures/outgoing.ts";
import { problemsOf } from "../../support/refusal.ts";

const now = new Date("2026-05-01T09:00:00Z");
const input = {
  id: "board",
  organizer: { email: "org@example.test", name: "Anna Org" },
  recipients: [{ email: "jane@example.test", name: "Jane Roe" }],
  event: {
    summary: "Board <meeting>",
    description: "Bring the figures.",
    start: "2026-05-07T10:30",
    end: "2026-05-07T11:30",
    tzid: "Europe/London",
    location: { description: "Room 1" },
    conferenceUrl: "https://meet.example.com/board",
  },
};
const created = createInvite(input, { now });
const [invitation = outgoing()] = created.messages;

function refusedOptions(options: unknown): string[] {
  return problemsOf(() => Reflect.apply(letterOf, undefined, [invitation, options])).map(
    ({ path, code }) => `${path}:${code}`,
  );
}

describe("the letter of a message", () => {
  it("holds the words of the composed email, not escaped", () => {
    const letter = letterOf(invitation);
    expect(letter).toMatchObject({
      subject: "Invitation: Board <meeting>",
      heading: "Anna Org has invited you",
      language: "en",
    });
    expect(letter.subject).toBe(composeEmail(invitation).subject);
    expect(letter.rows.map(({ label, value }) => [label, value])).toEqual([
      ["When", "Thursday, 7 May 2026, 10:30 – 11:30 (Europe/London, UTC+1)"],
      ["Where", "Room 1"],
      ["Join", "https://meet.example.com/board"],
      ["Organizer", "Anna Org <org@example.test>"],
      ["Guests", "Jane Roe <jane@example.test>"],
      ["Description", "Bring the figures."],
    ]);
    expect(letter.rows[2]?.link).toBe("https://meet.example.com/board");
    expect(letter.footer).toMatch(/^Answer with the buttons/);
  });

  it("shows beside each fact what it was before, also of a fact that is gone", () => {
    const event = { summary: "Board", location: null, description: "Bring nothing." };
    const [update = invitation] = updateInvite(created.invite, { event }, { now }).messages;
    const rows = letterOf(update).rows.filter(({ was }) => was !== undefined);
    expect(rows).toEqual([
      { label: "Where", value: "", was: "Room 1" },
      { label: "Title", value: "Board", was: "Board <meeting>" },
      { label: "Description", value: "Bring nothing.", was: "Bring the figures." },
    ]);
  });

  it("speaks the language and the zone that the message carries, unless the caller names others", () => {
    const message = { ...invitation, locale: "de-AT", timeZone: "Asia/Tokyo" };
    expect(letterOf(message)).toMatchObject({ heading: "Anna Org lädt Sie ein", language: "de" });
    expect(letterOf(message).rows[0]?.value).toContain("Asia/Tokyo");
    expect(letterOf(message, { locale: "fr" }).language).toBe("fr");
    expect(composeEmail(message).parts.text).toContain("Anna Org lädt Sie ein");
  });

  it("takes a language or a zone that nobody knows in a message for none: the mail goes out all the same", () => {
    const message = { ...invitation, locale: "!!", timeZone: "Mars/Olympus" };
    expect(letterOf(message)).toEqual(letterOf(invitation));
  });

  it("refuses options that cannot be, with their paths", () => {
    expect(refusedOptions(7)).toEqual(["options:invalid-type"]);
    expect(refusedOptions({ locale: "!!", timeZone: "Mars/Olympus" })).toEqual([
      "options.locale:invalid-locale",
      "options.timeZone:unknown-time-zone",
    ]);
  });
});

describe("words of the caller's own", () => {
  const swedish = {
    subject: { invitation: "Inbjudan: {summary}" },
    heading: { invitation: "{name} har bjudit in dig" },
    label: { time: "När" },
  };

  it("stand in place of the default ones, and what is left out is English", () => {
    const letter = letterOf(invitation, { locale: "sv", wording: swedish });
    expect(letter).toMatchObject({
      subject: "Inbjudan: Board <meeting>",
      heading: "Anna Org har bjudit in dig",
      language: "sv",
    });
    expect(letter.rows.map(({ label }) => label).slice(0, 2)).toEqual(["När", "Where"]);
    expect(letter.rows[0]?.value).toContain("torsdag");
  });

  it("change single phrases of a language that is spoken, and leave the others in it", () => {
    const letter = letterOf(invitation, { locale: "de", wording: { label: { time: "Termin" } } });
    expect(letter.rows.map(({ label }) => label).slice(0, 2)).toEqual(["Termin", "Wo"]);
  });

  it("reach the composed email, and are escaped in its HTML", () => {
    const { parts } = composeEmail(invitation, { wording: { howToAnswer: "<b>Answer</b> & be heard" } });
    expect(parts.text).toContain("<b>Answer</b> & be heard");
    expect(parts.html).toContain("&lt;b&gt;Answer&lt;/b&gt; &amp; be heard");
  });

  it.each([
    [{ lable: {} }, "options.wording.lable:unknown-field"],
    [{ label: { when: "x" } }, "options.wording.label.when:unknown-field"],
    [{ label: "x" }, "options.wording.label:invalid-type"],
    [{ more: 7 }, "options.wording.more:invalid-type"],
    [{ more: "a\nb" }, "options.wording.more:control-character"],
    [{ more: "x".repeat(1_001) }, "options.wording.more:too-long"],
    [[], "options.wording:invalid-type"],
    [{ constructor: "x" }, "options.wording.constructor:unknown-field"],
  ])("are refused where they are none: %j", (wording, problem) => {
    expect(refusedOptions({ wording })).toEqual([problem]);
  });
});
