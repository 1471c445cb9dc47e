import { describe, expect, it } from "vitest";
import { openEmail, readReplies } from "../../../src/index.ts";
import { answerText } from "../../support/fixtures/answer-text.ts";

const answer = answerText({ uid: "7@example.com", email: "jane@example.test", partstat: "ACCEPTED" });
const codes = async (lines: readonly string[]) =>
  (await openEmail(["From: jane@example.test", "MIME-Version: 1.0", ...lines].join("\r\n"))).problems.map(
    ({ code }) => code,
  );

describe("a calendar in a place where nobody looks for one is reported", () => {
  it.each([
    ["among the words", ["Content-Type: text/plain", "", "See below:", "", answer]],
    ["as a quotation", ["Content-Type: text/plain", "", `> ${answer.replaceAll("\r\n", "\r\n> ")}`]],
    [
      "before the first part",
      ["Content-Type: multipart/mixed; boundary=b", "", answer, "--b", "", "x", "--b--", ""],
    ],
    ["in a header that was torn", ["Content-Type: text/plain", answer, "", "x"]],
  ])("%s", async (_, lines) => {
    expect(await codes(lines)).toContain("calendar-in-text");
  });

  it("by another finding where the boundary of the parts is missing", async () => {
    const found = await codes([
      "Content-Type: multipart/mixed; boundary=lost",
      "",
      "--b",
      "Content-Type: text/calendar",
      "",
      answer,
    ]);
    expect(found).toContain("boundary-missing");
  });
});

describe("a calendar in octets of another charset than its label says is read", () => {
  const wide = Buffer.from(`\ufeff${answer}`, "utf16le");
  const opened = (type: string, body: Uint8Array) =>
    openEmail(Buffer.concat([Buffer.from(`From: jane@example.test\r\nContent-Type: ${type}\r\n\r\n`), body]));

  it.each([
    ["UTF-8 that is called UTF-16", "text/calendar; charset=utf-16", Buffer.from(answer)],
    ["UTF-16 in a file of octets, by its byte order mark", "application/octet-stream", wide],
    ["big-endian UTF-16 without a label", "text/calendar", Buffer.from(wide).swap16()],
    ["UTF-16 that is called so", "text/calendar; charset=utf-16le", wide],
  ])("%s", async (_, type, body) => {
    expect((await opened(type, body)).uids).toEqual(["7@example.com"]);
  });
});

describe("a calendar whose transfer encoding nobody names any more, or another than it has, is read", () => {
  const field = (encoding: string) => `\r\nContent-Transfer-Encoding: ${encoding}`;
  const quoted = answer.replaceAll("=", "=3D").replace(/(.{60})(?=.)/g, "$1=\r\n");
  const encoded = Buffer.from(answer)
    .toString("base64")
    .replace(/(.{76})/g, "$1\r\n");

  it.each([
    ["quoted-printable", "text/calendar; method=REPLY", quoted],
    ["base64", "text/calendar; method=REPLY", encoded],
    ["base64, where the words should be", "text/plain", encoded],
    ["base64 that is called quoted-printable", `text/calendar${field("quoted-printable")}`, encoded],
    ["none, that is called quoted-printable", `text/calendar${field("quoted-printable")}`, answer],
    ["none, that is called base64", `text/calendar; method=REPLY${field("base64")}`, answer],
    ["none, where the words should be in base64", `text/plain${field("base64")}`, answer],
    ["none, by the second field of two", `text/calendar${field("quoted-printable")}${field("8bit")}`, answer],
  ])("%s", async (_, type, body) => {
    const opened = await openEmail(`From: jane@example.test\r\nContent-Type: ${type}\r\n\r\n${body}`);
    expect(opened.messages.flatMap(readReplies).map(({ email, status }) => [email, status])).toEqual([
      ["jane@example.test", "accepted"],
    ]);
  });
});

describe("no calendar is reported as passed over", () => {
  it("where the calendar was read", async () => {
    expect(await codes(["Content-Type: text/calendar; method=REPLY", "", answer])).not.toContain(
      "calendar-in-text",
    );
  });

  it("where it stands in our own mail, which a report of its delivery brings back", async () => {
    const found = await codes([
      "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
      "",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Final-Recipient: rfc822; jane@example.test",
      "Action: failed",
      "",
      "--b",
      "Content-Type: message/rfc822",
      "",
      "From: planner@example.com",
      "",
      answer,
      "--b--",
      "",
    ]);
    expect(found).not.toContain("calendar-in-text");
  });

  it("where a text has words about calendars, and no calendar", async () => {
    expect(
      await codes(["Content-Type: text/plain", "", "It begins with BEGIN:VCALENDAR, I think."]),
    ).not.toContain("calendar-in-text");
  });
});
