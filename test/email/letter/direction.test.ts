import { describe, expect, it } from "vitest";
import { directionOf } from "../../../src/email/letter/direction.ts";
import { type ComposeOptions, composeEmail } from "../../../src/index.ts";
import { answerPage } from "../../../src/links/index.ts";
import { outgoing } from "../../support/fixtures/outgoing.ts";

describe("the direction of a language", () => {
  it.each([
    ["en", "ltr"],
    ["ja-JP", "ltr"],
    ["he", "rtl"],
    ["ar-EG", "rtl"],
    ["fa", "rtl"],
    ["ur", "rtl"],
    ["yi", "rtl"],
    // Written in Latin letters in Azerbaijan, in Arabic ones in Iran; Hebrew may be transliterated.
    ["az", "ltr"],
    ["az-Arab", "rtl"],
    ["he-Latn", "ltr"],
    ["not a tag", "ltr"],
  ])("%s is written %s", (language, direction) => {
    expect(directionOf(language)).toBe(direction);
  });
});

describe("a letter in words of the caller's own, read from the right", () => {
  const event = {
    ...outgoing().event,
    attachments: [{ url: "https://example.com/a.pdf", name: "a.pdf" }, { url: "https://example.com/b" }],
  };
  const page = (options: ComposeOptions) => composeEmail({ ...outgoing(), event }, options).parts;
  const hebrew = { locale: "he", wording: { label: { time: "מתי", attachments: "קבצים" } } };

  it("says so to the program that shows it, also where that drops the html element", () => {
    expect(page(hebrew).html).toContain('<html lang="he" dir="rtl">');
    expect(page(hebrew).html).toContain('<div class="page" dir="rtl"');
    expect(page({ locale: "he" }).html).not.toContain("rtl");
  });

  it("has its labels on the right, and every value beside its label", () => {
    const cells = [...page(hebrew).html.matchAll(/<t[hd] [^>]*text-align:(\w+)/g)].map(([, side]) => side);
    expect(new Set(cells)).toEqual(new Set(["right"]));
    const english = [...page({}).html.matchAll(/<t[hd] [^>]*text-align:(\w+)/g)].map(([, side]) => side);
    expect(new Set(english)).toEqual(new Set(["left"]));
  });

  it("names several files under one label, each with its own link", () => {
    const { html, text } = page(hebrew);
    expect(html.match(/קבצים/g)).toHaveLength(1);
    expect(html).toContain('href="https://example.com/a.pdf"');
    expect(html).toContain('href="https://example.com/b"');
    expect(text).toContain("קבצים: a.pdf (https://example.com/a.pdf)\n    https://example.com/b\n");
  });

  it("goes for the page behind an answer link too", () => {
    const answer = {
      uid: "1@example.com",
      email: "jane@example.test",
      status: "accepted",
      sequence: 0,
    } as const;
    expect(answerPage(answer, { locale: "he", wording: { comment: "הודעה" } })).toContain(
      '<html lang="he" dir="rtl">',
    );
    expect(answerPage(answer, { locale: "he" })).toContain('<html lang="en">');
  });
});

it("each of several lines is written in the direction of its own script, so that a Latin name under a Hebrew one keeps its brackets", () => {
  const shown = [
    { email: "dana@example.test", name: "דנה כהן" },
    { email: "jane@example.test", name: "Jane Doe" },
  ];
  const message = outgoing("REQUEST", {
    guests: { shown, count: 2 },
    comment: "מצטערים.",
    event: { ...outgoing().event, description: "שלום.\n\nBring two copies." },
  });
  const { html } = composeEmail(message).parts;
  for (const line of [
    "דנה כהן &lt;dana@example.test&gt;",
    "Jane Doe &lt;jane@example.test&gt;",
    "מצטערים.",
    "שלום.",
    "<br>",
    "Bring two copies.",
  ])
    expect(html).toContain(`<div dir="auto">${line}</div>`);
});

it("a publication names no guests in its letter: its calendar text has none", () => {
  const guests = { shown: [{ email: "omar@example.test", name: "Omar Poe" }], count: 1 };
  expect(composeEmail(outgoing("REQUEST", { guests })).parts.text).toContain("Omar");
  const { text, html } = composeEmail(outgoing("PUBLISH", { guests })).parts;
  expect(`${text}${html}`).not.toContain("Omar");
});
