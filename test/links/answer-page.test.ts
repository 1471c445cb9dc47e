import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ItipError, type LinkAnswer } from "../../src/index.ts";
import { answeredPage, answerPage } from "../../src/links/index.ts";
import { hostileText } from "../support/fixtures/invite-input.ts";
import { refused } from "../support/refusal.ts";
import { runs } from "../support/runs.ts";

const answer: LinkAnswer = {
  uid: "7@example.com",
  email: "jane@example.test",
  status: "declined",
  sequence: 0,
};

/** The elements of a page, without their text. */
function elementsOf(html: string): string[] {
  return [...html.matchAll(/<\/?([a-z1-6]+)\b/gi)].map(([, name]) => name?.toLowerCase() ?? "");
}

describe("the page of a link", () => {
  it("asks in the reader's language, and posts to its own address", () => {
    const page = answerPage(answer, { locale: "de-AT", summary: "Budget <review>" });
    expect(page).toContain('<html lang="de">');
    expect(page).toContain("<h1>Diese Einladung ablehnen?</h1>");
    expect(page).toContain("Sie antworten als jane@example.test.");
    expect(page).toContain("Budget &lt;review&gt;");
    expect(page).toContain('<form method="post">');
    expect(page).toContain('name="comment"');
    expect(page).toContain(">Absagen</button>");
  });

  it("speaks the eight languages of the letter, each with words of its own", () => {
    const locales = ["en", "de", "fr", "es", "nl", "pt", "it", "ja"];
    const pages = locales.map((locale) => answerPage(answer, { locale }));
    expect(new Set(pages).size).toBe(locales.length);
    for (const [at, locale] of locales.entries()) expect(pages[at]).toContain(`<html lang="${locale}">`);
  });

  it("names the occurrence that is answered", () => {
    const instance = { time: "2027-06-17T10:00:00+01:00", tzid: "Europe/London" };
    expect(answerPage({ ...answer, instance })).toContain(
      "Thursday, 17 June 2027, 10:00 (Europe/London, UTC+1)",
    );
    expect(answerPage({ ...answer, instance: { time: "2027-06-17", tzid: "Europe/London" } })).toContain(
      "Thursday, 17 June 2027.",
    );
  });

  it("asks for no message where the application wants none, and posts where it says", () => {
    const page = answerPage(answer, { comment: false, action: '/take?token=a&b="c"' });
    expect(page).not.toContain("<textarea");
    expect(page).toContain('action="/take?token=a&amp;b=&quot;c&quot;"');
  });

  it("takes an application's own words", () => {
    const wording = {
      notYet: "One more click.",
      send: { accepted: "Yes", tentative: "Perhaps", declined: "No" },
    };
    const page = answerPage(answer, { wording });
    expect(page).toContain("One more click.");
    expect(page).toContain(">No</button>");
  });

  it("refuses a form that runs a script, misspelt words, and what is no answer", () => {
    expect(refused(() => answerPage(answer, { action: "javascript:alert(1)" }))).toEqual([
      "invalid-argument",
      "options.action unsafe-scheme",
    ]);
    // @ts-expect-error an application in JavaScript may pass anything
    expect(refused(() => answerPage(answer, { wording: { thx: "ta" } }))).toEqual([
      "invalid-argument",
      "options.wording.thx unknown-field",
    ]);
    // @ts-expect-error likewise
    expect(refused(() => answerPage("accepted"))).toEqual(["invalid-argument", "answer invalid-type"]);
  });

  it("shows whatever it is given as text", () => {
    const plain = elementsOf(answerPage(answer, { summary: "x", action: "/a" }));
    fc.assert(
      fc.property(hostileText, hostileText, (summary, action) => {
        try {
          const page = answerPage(answer, { summary: `x${summary}`, action: `/a${action}` });
          expect(elementsOf(page)).toEqual(plain);
        } catch (error) {
          expect(error).toBeInstanceOf(ItipError);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});

describe("the page after an answer", () => {
  it.each([
    ["taken", { kind: "applied", replies: [] }, "Thank you. You have declined."],
    ["given before", { kind: "duplicate" }, "Thank you. You have declined."],
    ["of an older invitation", { kind: "stale", reason: "rescheduled" }, "The invitation has changed"],
    ["to what is cancelled", { kind: "ignored", reason: "cancelled" }, "This event has been cancelled."],
    ["that could not be taken", { kind: "ignored", reason: "other-uid" }, "Your answer could not be taken."],
  ] as const)("says what became of one %s", (_what, outcome, words) => {
    expect(
      answeredPage({ ...outcome, ...("replies" in outcome ? { replies: [] } : {}) } as never, answer),
    ).toContain(words);
  });

  it("says why a link was refused", () => {
    expect(answeredPage(new ItipError("expired-link", []))).toContain("This link has expired.");
    expect(answeredPage(new ItipError("invalid-link", []), undefined, { locale: "fr" })).toContain(
      "Ce lien n’est pas valide.",
    );
    // @ts-expect-error an application in JavaScript may pass anything
    expect(refused(() => answeredPage(undefined))).toEqual(["invalid-argument", "result invalid-type"]);
  });
});
