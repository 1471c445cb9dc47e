import { describe, expect, it } from "vitest";
import { cancelInvite, composeEmail, openEmail } from "../../../src/index.ts";
import { invitedSeries } from "../../support/fixtures/answer-link.ts";
import { refused } from "../../support/refusal.ts";

const { invite, message } = invitedSeries();
const links = {
  accepted: "https://app.example.com/a?x=1&y=2",
  tentative: "https://app.example.com/t",
  declined: "https://app.example.com/d",
};

/** The text of each link in a letter with the address that it leads to. */
function linksIn(html: string): Record<string, string> {
  const found = html.matchAll(/<a\b[^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g);
  return Object.fromEntries(
    [...found].map(([, href = "", text = ""]) => [text, href.replaceAll("&amp;", "&")]),
  );
}

describe("a letter with links", () => {
  it.each([
    ["en", ["Accept", "Maybe", "Decline"]],
    ["de", ["Zusagen", "Vielleicht", "Absagen"]],
    ["fr", ["Accepter", "Peut-être", "Refuser"]],
    ["es", ["Aceptar", "Quizás", "Rechazar"]],
    ["nl", ["Accepteren", "Misschien", "Afwijzen"]],
    ["pt", ["Aceitar", "Talvez", "Recusar"]],
    ["it", ["Accetta", "Forse", "Rifiuta"]],
    ["ja", ["参加する", "未定", "欠席する"]],
  ])("has three buttons in %s, and the same three as text", (locale, [yes = "", maybe = "", no = ""]) => {
    const { parts } = composeEmail(message, { links, locale });
    expect(linksIn(parts.html)).toEqual({
      [yes]: links.accepted,
      [maybe]: links.tentative,
      [no]: links.declined,
    });
    for (const [label, url] of [
      [yes, links.accepted],
      [maybe, links.tentative],
      [no, links.declined],
    ]) {
      expect(parts.text).toContain(`\n${label}: ${url}\n`);
    }
  });

  it("leaves the calendar text as it is, in the letter and in what arrives", async () => {
    const without = composeEmail(message);
    const { parts, raw } = composeEmail(message, { links });
    expect(parts.calendar).toBe(without.parts.calendar);
    expect((await openEmail(raw)).messages).toEqual((await openEmail(without.raw)).messages);
    expect(without.parts.html).not.toContain('class="button"');
  });

  it("is refused where nothing can be answered, and for links that run something", () => {
    const [cancel] = cancelInvite(invite, { now: new Date("2027-05-02T00:00:00Z") }).messages;
    expect(refused(() => cancel !== undefined && composeEmail(cancel, { links }))).toEqual([
      "invalid-argument",
      "options.links unsupported",
    ]);
    const unsafe = { ...links, accepted: "javascript:alert(1)", declined: "" };
    expect(refused(() => composeEmail(message, { links: unsafe }))).toEqual([
      "invalid-argument",
      "options.links.accepted invalid-url",
      "options.links.declined invalid-url",
    ]);
  });
});
