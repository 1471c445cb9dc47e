import { describe, expect, it } from "vitest";
import { composeEmail } from "../../../src/email/compose/compose.ts";
import { type Occasion, wordings } from "../../../src/email/letter/wording.table.ts";
import { languageOf } from "../../../src/email/letter/wording.ts";
import { calendarText, outgoing } from "../../support/fixtures/outgoing.ts";

const moved = {
  field: "time" as const,
  from: {
    start: { time: "2026-05-06T10:30:00+01:00", tzid: "Europe/London" },
    end: { time: "2026-05-06T11:30:00+01:00", tzid: "Europe/London" },
  },
  to: {
    start: { time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" },
    end: { time: "2026-05-07T11:30:00+01:00", tzid: "Europe/London" },
  },
};

describe("the subject says what it is about", () => {
  it.each([
    ["en", "Invitation: Budget review", "Updated: Budget review", "Cancelled: Budget review"],
    ["de-AT", "Einladung: Budget review", "Geändert: Budget review", "Abgesagt: Budget review"],
    ["fr-CA", "Invitation : Budget review", "Mise à jour : Budget review", "Annulation : Budget review"],
    ["es", "Invitación: Budget review", "Actualizado: Budget review", "Cancelado: Budget review"],
    ["nl", "Uitnodiging: Budget review", "Gewijzigd: Budget review", "Geannuleerd: Budget review"],
    ["pt-BR", "Convite: Budget review", "Atualizado: Budget review", "Cancelado: Budget review"],
    ["it", "Invito: Budget review", "Aggiornato: Budget review", "Annullato: Budget review"],
    ["ja", "招待: Budget review", "変更: Budget review", "中止: Budget review"],
    ["tlh", "Invitation: Budget review", "Updated: Budget review", "Cancelled: Budget review"],
  ])("in %s", (locale, invitation, update, cancellation) => {
    const subject = (message: ReturnType<typeof outgoing>) => composeEmail(message, { locale }).subject;
    expect(subject(outgoing())).toBe(invitation);
    expect(subject(outgoing("REQUEST", { changes: [moved] }))).toBe(update);
    const ics = calendarText("CANCEL", "Budget review", "STATUS:CANCELLED");
    expect(subject(outgoing("CANCEL", { ics }))).toBe(cancellation);
  });

  it("tells a person taken off the list from an event that is off", () => {
    expect(composeEmail(outgoing("CANCEL")).parts.text).toContain("off the guest list");
    const ics = calendarText("CANCEL", "Budget review", "STATUS:CANCELLED");
    expect(composeEmail(outgoing("CANCEL", { ics })).parts.text).toContain("has cancelled this event");
    const instance = { time: "2026-05-14T10:30:00+01:00", tzid: "Europe/London" };
    const one = composeEmail(outgoing("CANCEL", { ics, instance })).parts;
    expect(one.text).toContain("Anna Org has cancelled one date");
    expect(one.text).toContain("This is only about the date of Thursday, 14 May 2026");
    expect(one.html).not.toMatch(/<h1[^>]*line-through/);
  });

  it.each([
    ["accepted", "Accepted: Budget review"],
    ["tentative", "Tentatively accepted: Budget review"],
    ["declined", "Declined: Budget review"],
  ] as const)("%s: %s", (status, subject) => {
    expect(composeEmail(outgoing("REPLY", { status })).subject).toBe(subject);
  });
});

describe("every language", () => {
  const languages = Object.entries(wordings);
  const occasions = Object.keys(wordings.en.subject) as Occasion[];

  it.each(languages)(
    "%s names the summary in every subject and the person in every heading",
    (_, wording) => {
      for (const occasion of occasions) {
        expect(wording.subject[occasion]).toContain("{summary}");
        expect(wording.heading[occasion]).toContain("{name}");
      }
      expect(wording.more).toContain("{n}");
      expect(wording.occurrence).toContain("{date}");
      expect(wording.howToAnswer).toContain("invite.ics");
      for (const frequency of Object.values(wording.frequency)) expect(frequency.many).toContain("{n}");
    },
  );

  it.each(languages)("%s says what differs by occasion", (_, wording) => {
    const distinct: Occasion[] = [
      "invitation",
      "updated",
      "accepted",
      "tentative",
      "declined",
      "counter",
      "refresh",
    ];
    expect(new Set(distinct.map((occasion) => wording.subject[occasion])).size).toBe(distinct.length);
    expect(new Set(occasions.map((occasion) => wording.heading[occasion])).size).toBe(occasions.length);
  });
});

describe("the text", () => {
  const full = outgoing("REQUEST", {
    event: {
      summary: "Budget review",
      description: "Bring numbers.\nAnd tea.",
      start: moved.to.start,
      end: moved.to.end,
      location: { description: "Room 1" },
      url: "https://example.test/budget",
      conferenceUrl: "https://meet.example.test/abc",
    },
    changes: [
      moved,
      { field: "location", from: "Room 2", to: "Room 1" },
      { field: "url", from: "https://example.test/old" },
    ],
    comment: "Sorry!",
    guests: {
      shown: [{ email: "jane@example.test", name: "Jane Roe" }, { email: "omar@example.test" }],
      count: 14,
    },
  });

  it("shows every phrase where the message has something for each", () => {
    const { text } = composeEmail(full, { timeZone: "Asia/Tokyo" }).parts;
    const day = "Thursday, 7 May 2026";
    expect(text.split("\n")).toEqual([
      "Anna Org has changed this event",
      "",
      "Budget review",
      "",
      "Message:",
      "Sorry!",
      "",
      "What has changed:",
      "- When",
      "    Before: Wednesday, 6 May 2026, 10:30 – 11:30 (Europe/London, UTC+1)",
      "      In your time zone: Wednesday, 6 May 2026, 18:30 – 19:30 (Asia/Tokyo, UTC+9)",
      `    Now: ${day}, 10:30 – 11:30 (Europe/London, UTC+1)`,
      `      In your time zone: ${day}, 18:30 – 19:30 (Asia/Tokyo, UTC+9)`,
      "- Where",
      "    Before: Room 2",
      "    Now: Room 1",
      "- Link",
      "    Before: https://example.test/old",
      "",
      `When: ${day}, 10:30 – 11:30 (Europe/London, UTC+1)`,
      `    In your time zone: ${day}, 18:30 – 19:30 (Asia/Tokyo, UTC+9)`,
      "Where: Room 1",
      "Join: https://meet.example.test/abc",
      "Link: https://example.test/budget",
      "Organizer: Anna Org <org@example.test>",
      "Guests: Jane Roe <jane@example.test>",
      "    omar@example.test",
      "    and 12 more",
      "",
      "Description:",
      "Bring numbers.",
      "And tea.",
      "",
      "Answer with the buttons in your mail or calendar app. If you see none, open the file invite.ics.",
      "",
    ]);
  });

  it("shows one time only to a reader of the event's own zone", () => {
    expect(composeEmail(outgoing(), { timeZone: "Europe/London" }).parts.text).not.toContain(
      "In your time zone",
    );
  });

  it("names the occurrence that is meant, and the time that is proposed", () => {
    const instance = { time: "2026-05-14T10:30:00+01:00", tzid: "Europe/London" };
    const occurrence = composeEmail(outgoing("REQUEST", { instance, changes: [] })).parts.text;
    expect(occurrence).toContain("This is only about the date of Thursday, 14 May 2026, 10:30");
    const { text } = composeEmail(outgoing("COUNTER", { proposal: moved.from })).parts;
    expect(text).toContain("Proposed time: Wednesday, 6 May 2026, 10:30 – 11:30");
  });

  it("ends an all-day event on its last day", () => {
    const event = {
      summary: "Fair",
      start: { time: "2026-05-07", tzid: "Etc/UTC" },
      end: { time: "2026-05-09", tzid: "Etc/UTC" },
    };
    expect(composeEmail(outgoing("REQUEST", { event })).parts.text).toContain(
      "When: Thursday, 7 May 2026 – Friday, 8 May 2026",
    );
  });
});

describe("the HTML", () => {
  const html = (overrides: Parameters<typeof outgoing>[1]) =>
    composeEmail(outgoing("REQUEST", overrides)).parts.html;
  const hostile = `<script>alert("1")</script>'&`;

  it("escapes every value", () => {
    const page = html({
      event: {
        ...outgoing().event,
        summary: hostile,
        description: hostile,
        location: { description: hostile },
        url: hostile,
      },
      comment: hostile,
      from: { email: "org@example.test", name: hostile },
      organizer: { email: "org@example.test", name: hostile },
      guests: { shown: [{ email: "a@example.test", name: hostile }], count: 1 },
      changes: [{ field: "summary", from: hostile, to: hostile }],
    });
    expect(page).not.toMatch(/<script|alert\("1"\)/);
    expect(page.match(/&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;&#39;&amp;/g)?.length).toBe(11);
  });

  it("links only what is safe to follow", () => {
    const linked = (url: string) => html({ event: { ...outgoing().event, url } }).includes("<a href=");
    for (const url of [
      "https://example.test/",
      "http://example.test/",
      "mailto:a@example.test",
      "tel:+44123",
    ]) {
      expect(linked(url)).toBe(true);
    }
    for (const url of [
      "javascript:alert(1)",
      "JAVASCRIPT:alert(1)",
      " java\tscript:alert(1)",
      "data:text/html,x",
      "vbscript:x",
      "file:///etc/passwd",
      "ftp://example.test/",
      "//example.test",
      "x",
    ]) {
      expect(linked(url)).toBe(false);
    }
  });

  it("fetches nothing", () => {
    const page = html({ event: { ...outgoing().event, url: "https://example.test/x" } });
    expect(page).not.toMatch(/<(?:img|link|script|iframe|object|embed|form|base)\b|@import|url\(|src=/i);
  });

  it("knows light and dark, and the reader's language", () => {
    const page = composeEmail(outgoing(), { locale: "de" }).parts.html;
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('<meta name="color-scheme" content="light dark">');
    expect(page).toContain("@media (prefers-color-scheme: dark)");
  });
});

it("speaks English for a language that it does not know", () => {
  for (const locale of [undefined, "", "xx", "en_US", "-", "zh-Hant"]) expect(languageOf(locale)).toBe("en");
  expect(languageOf("DE_de")).toBe("de");
});
