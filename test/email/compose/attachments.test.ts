import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { composeEmail } from "../../../src/email/compose/compose.ts";
import { openEmail } from "../../../src/email/open/open.ts";
import { anyLetter } from "../../support/arbitrary/letters.ts";
import { outgoing } from "../../support/fixtures/outgoing.ts";
import { mimeTree, outline } from "../../support/oracle/mime-tree.ts";
import { problemsOf } from "../../support/refusal.ts";
import { runs } from "../../support/runs.ts";

const alternative = "multipart/alternative(text/plain, text/html, text/calendar)";
const pdf = Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0, 255, 10, 13]);

function refusedFiles(options: unknown): string[] {
  return problemsOf(() => Reflect.apply(composeEmail, undefined, [outgoing(), options])).map(
    ({ path, code }) => `${path}:${code}`,
  );
}

describe("the files of an email", () => {
  it("stand behind the calendar copies, in the order given", () => {
    const attachments = [
      { filename: "agenda.pdf", content: pdf, contentType: "application/pdf" },
      { filename: "notes.txt", content: "Grüße" },
      { filename: "raw", content: pdf },
    ];
    const { raw } = composeEmail(outgoing(), { attachments });
    expect(outline(mimeTree(raw))).toBe(
      `multipart/mixed(${alternative}, application/ics, application/pdf, text/plain, application/octet-stream)`,
    );
  });

  it("arrive octet by octet under their names, as another parser reads them", async () => {
    const attachments = [
      { filename: "Tagesordnung für Jörg.pdf", content: pdf, contentType: "application/pdf" },
      { filename: "notes.txt", content: "Grüße\r\nund mehr" },
    ];
    const parsed = await simpleParser(composeEmail(outgoing(), { attachments }).raw);
    const [first, second] = parsed.attachments.slice(-2);
    expect([first?.filename, first?.contentType]).toEqual(["Tagesordnung für Jörg.pdf", "application/pdf"]);
    expect(Uint8Array.from(first?.content ?? [])).toEqual(pdf);
    expect([second?.filename, second?.content.toString("utf8")]).toEqual(["notes.txt", "Grüße\r\nund mehr"]);
  });

  it("say that their text is UTF-8 where the type leaves it open: it would be read as US-ASCII (RFC 2046 section 4.1.2)", () => {
    const typeOf = (contentType: string, content: string | Uint8Array) => {
      const file = { filename: "notes", content, contentType };
      const { raw } = composeEmail(outgoing(), { attachments: [file] });
      const last = raw.slice(raw.lastIndexOf("Content-Type: ") + 14);
      return last.slice(0, last.indexOf("\r\nContent-")).replace(/\s+/g, " ");
    };
    expect(typeOf("text/plain", "Grüße")).toBe("text/plain; charset=UTF-8");
    expect(typeOf("text/html", "<p>Grüße</p>")).toBe("text/html; charset=UTF-8");
    expect(typeOf("text/csv; header=present", "ä")).toBe("text/csv; header=present; charset=UTF-8");
    expect(typeOf('text/plain; charset="iso-8859-1"', "a")).toBe('text/plain; charset="iso-8859-1"');
    // Of octets the caller alone knows the charset, and of other types the type.
    expect(typeOf("text/plain", pdf)).toBe("text/plain");
    expect(typeOf("application/json", "{}")).toBe("application/json");
  });

  it("leave the answer to the invitation as it is: one message, without a finding", async () => {
    const attachments = [{ filename: "agenda.pdf", content: pdf, contentType: "application/pdf" }];
    const opened = await openEmail(composeEmail(outgoing(), { attachments }).raw);
    expect(opened.messages).toHaveLength(1);
    expect(opened.problems).toEqual([]);
  });

  it("change the Message-ID with their content, so that another file is another email", () => {
    const withFile = (content: string) =>
      composeEmail(outgoing(), { attachments: [{ filename: "a.txt", content }] }).messageId;
    expect(withFile("one")).toBe(withFile("one"));
    expect(withFile("one")).not.toBe(withFile("two"));
  });

  it.each([
    ["../agenda.pdf", "invalid-filename"],
    ["C:\\agenda.pdf", "invalid-filename"],
    ["a\r\nBcc: eve@example.com", "invalid-filename"],
    ['a".pdf', "invalid-filename"],
    ["..", "invalid-filename"],
    ["", "invalid-filename"],
    ["other.ics", "reserved-file-name"],
    ["OTHER.VCS ", "reserved-file-name"],
  ])("refuse the name %j", (filename, code) => {
    expect(refusedFiles({ attachments: [{ filename, content: "x" }] })).toEqual([
      `options.attachments[0].filename:${code}`,
    ]);
  });

  it.each([
    ["text/calendar; method=CANCEL", "reserved-media-type"],
    ["Application/ICS", "reserved-media-type"],
    ["text/x-vcalendar", "reserved-media-type"],
    ["multipart/mixed", "reserved-media-type"],
    ["message/rfc822", "reserved-media-type"],
    ["application/pdf\r\nBcc: eve@example.com", "invalid-media-type"],
    ["pdf", "invalid-media-type"],
    [7, "invalid-media-type"],
  ])("refuse the type %j", (contentType, code) => {
    expect(refusedFiles({ attachments: [{ filename: "a", content: "x", contentType }] })).toEqual([
      `options.attachments[0].contentType:${code}`,
    ]);
  });

  it("refuse what is no file, and name every place", () => {
    expect(refusedFiles({ attachments: {} })).toEqual(["options.attachments:invalid-type"]);
    expect(refusedFiles({ attachments: [7, { filename: "a", content: 7, path: "/etc/passwd" }] })).toEqual([
      "options.attachments[0]:invalid-type",
      "options.attachments[1].path:unknown-field",
      "options.attachments[1].content:invalid-type",
    ]);
    expect(refusedFiles({ attachments: new Array(101).fill({ filename: "a", content: "" }) })).toEqual([
      "options.attachments:too-many",
    ]);
  });

  it("never add a line to the header of their part, whatever name and type they bear", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyLetter }), fc.string(), (filename, contentType) => {
        const options = { attachments: [{ filename, content: "x", contentType }] };
        if (refusedFiles(options).length > 0) return;
        const part = mimeTree(composeEmail(outgoing(), options).raw).parts[2];
        expect([...(part?.headers.keys() ?? [])]).toEqual([
          "content-type",
          "content-transfer-encoding",
          "content-disposition",
        ]);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe("an email with one copy of the calendar", () => {
  it("has no attached file, and is an alternative alone", () => {
    expect(outline(mimeTree(composeEmail(outgoing(), { copies: "inline" }).raw))).toBe(alternative);
  });

  it("keeps the caller's files", () => {
    const attachments = [{ filename: "a.txt", content: "x" }];
    const { raw } = composeEmail(outgoing(), { copies: "inline", attachments });
    expect(outline(mimeTree(raw))).toBe(`multipart/mixed(${alternative}, text/plain)`);
  });

  it("is read back as the same message", async () => {
    const opened = await openEmail(composeEmail(outgoing(), { copies: "inline" }).raw);
    expect(opened.messages.map(({ method }) => method)).toEqual(["REQUEST"]);
    expect(opened.problems).toEqual([]);
  });

  it("is asked for by one of two words", () => {
    expect(refusedFiles({ copies: "attached" })).toEqual(["options.copies:invalid-choice"]);
  });
});

it("lets the caller set Content-Class, which is no field of the layout", () => {
  const headers = { "Content-Class": "urn:content-classes:calendarmessage" };
  const tree = mimeTree(composeEmail(outgoing(), { headers }).raw);
  expect(tree.headers.get("content-class")).toBe("urn:content-classes:calendarmessage");
  expect(refusedFiles({ headers: { "Content-Classes": "x" } })).toEqual([
    "options.headers.Content-Classes:reserved-header",
  ]);
});
