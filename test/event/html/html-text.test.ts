import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textOfHtml } from "../../../src/event/html/html-text.ts";
import { runs } from "../../support/runs.ts";

describe("the text of HTML", () => {
  it.each([
    ["plain", "plain"],
    ["<p>one</p><p>two</p>", "one\n\ntwo"],
    ["one<br>two<BR/>three", "one\ntwo\nthree"],
    ["<ol><li>a</li><li>b</li></ol>", "- a\n- b"],
    ["<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"],
    ["1 < 2 &amp; 3 > 2", "1 < 2 & 3 > 2"],
    ["it&#39;s &eacute;", "it's é"],
    ["a<!-- no > text -->b", "ab"],
    ["<head><title>T</title></head>x", "x"],
    ["<script>if (a < b) alert(1)</script>x", "x"],
    ["<style>p { color: red }</style>", ""],
    ["<a href='https://example.com?a=1&b=2'>link</a>", "link"],
    ["  many \n blanks  ", "many blanks"],
    ["<p", ""],
    ["<!-- never closed", ""],
    ["&lt;b&gt; is a tag", "<b> is a tag"],
  ])("%j is %j", (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  it.each([
    [
      '<p>See <a href="https://example.com/a?b=1&amp;c=2">the plan</a>.</p>',
      "See the plan (https://example.com/a?b=1&c=2).",
    ],
    ["<a href=https://example.com/>https://example.com/</a>", "https://example.com/"],
    ['<a href="mailto:jane@example.test">jane@example.test</a>', "jane@example.test"],
    ['<a class="x" href="#top">up</a> <a name="y">z</a>', "up z"],
    [
      '<a href="https://example.com/1">one<a href="https://example.com/2">two',
      "one (https://example.com/1)two",
    ],
  ])("%j with its links is %j", (html, text) => {
    expect(textOfHtml(html, { links: true })).toBe(text);
  });

  it("of text without markup and references is that text, on one line", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w .,]*$/), (text) => {
        expect(textOfHtml(text)).toBe(text.replace(/\s+/g, " ").trim());
      }),
      { numRuns: runs(200) },
    );
  });

  it("comes to no more than was written, whatever that was", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("<", ">", "p", "/", " ", "!", "-", "script", "a") }),
        (html) => {
          expect(textOfHtml(html).length).toBeLessThanOrEqual(html.length);
        },
      ),
      { numRuns: runs(500) },
    );
  });
});
