import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ItipError } from "../../src/errors.ts";
import * as inbound from "../../src/inbound/index.ts";
import { fromMailgun, fromPostmark, fromSendGrid, type InboundEmail } from "../../src/inbound/index.ts";
import { readInboundFixtures } from "../support/fixtures/inbound.ts";
import { calendarText } from "../support/fixtures/outgoing.ts";
import { deep, runs } from "../support/runs.ts";

const readers = Object.entries(inbound);

async function isSafe(attempt: () => Promise<InboundEmail>): Promise<void> {
  try {
    const { authentication, lost, recipients } = await attempt();
    expect(["pass", "fail", "none"]).toContain(authentication);
    expect([...lost, ...recipients].every((text) => typeof text === "string")).toBe(true);
  } catch (error) {
    if (!(error instanceof ItipError)) throw error;
    expect(error.problems.every(({ path, message }) => path !== "" && message !== "")).toBe(true);
  }
}

/** Words that the services use, so that what is made of them gets somewhere. */
const word = fc.constantFrom(
  ...[
    "Records",
    "ses",
    "Sns",
    "Message",
    "body",
    "mail",
    "receipt",
    "content",
    "raw",
    "action",
    "encoding",
    "source",
    "status",
  ],
  ...[
    "spfVerdict",
    "dmarcVerdict",
    "recipients",
    "body-mime",
    "message-headers",
    "attachment-1",
    "attachment-info",
    "attachment1",
  ],
  ...[
    "attachments",
    "Headers",
    "Attachments",
    "Name",
    "Value",
    "Content",
    "ContentType",
    "RawEmail",
    "TextBody",
    "FromFull",
    "Email",
  ],
  ...[
    "from",
    "to",
    "text",
    "headers",
    "email",
    "envelope",
    "SPF",
    "dkim",
    "charsets",
    "data",
    "filename",
    "servers",
    "sealers",
    "sender",
  ],
);
const leaf = fc.oneof(
  fc.string(),
  fc.constantFrom(
    "From: jane@example.test\r\n\r\n",
    "PASS",
    "{}",
    "[]",
    '[["From","jane@example.test"]]',
    '{"a":1}',
    "Zm9v",
    "BASE64",
  ),
  fc.constantFrom(null, undefined, true, 7, Number.NaN),
  fc.uint8Array({ maxLength: 20 }),
  fc.anything({ maxDepth: 1, withTypedArray: true, withNullPrototype: true }),
);
const { payload } = fc.letrec<{ payload: unknown }>((tie) => ({
  payload: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.dictionary(word, tie("payload"), { maxKeys: 5 }),
    fc.array(tie("payload"), { maxLength: 3 }),
  ),
}));

describe("Whatever a service or a stranger hands over is opened or refused with a path", () => {
  it.each(readers)("by %s", async (_, read) => {
    await fc.assert(
      fc.asyncProperty(payload, payload, (first, second) =>
        isSafe(() => Reflect.apply(read, undefined, [first, second])),
      ),
      { numRuns: runs(3_000) },
    );
  });

  it("also where one member of a real payload is something else", async () => {
    const fixtures = readInboundFixtures("1@example.test");
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fixtures), fc.nat(), leaf, async ({ damaged }, at, value) => {
        await isSafe(() => damaged(at, value));
      }),
      { numRuns: runs(5_000, "message") },
    );
  });
});

/** Ten million octets in `npm run test:deep`. */
const long = deep ? 10_000_000 : 300_000;

describe("Hostile form data that does not seem to end is opened or refused", () => {
  const flood = (piece: string) => piece.repeat(Math.ceil(long / piece.length));
  it.each([
    [
      "Mailgun's header",
      () => fromMailgun({ "message-headers": `[${flood('["a","b"],')}["a","b"]]`, "body-plain": "x" }),
    ],
    [
      "Mailgun's raw mail",
      () => fromMailgun({ "body-mime": `From: jane@example.test\r\n${flood("a: (((((((\r\n")}` }),
    ],
    [
      "Mailgun's text",
      () => fromMailgun({ from: "jane@example.test", "body-plain": flood("BEGIN:VCALENDAR\r\n") }),
    ],
    [
      "Mailgun's recipients",
      () => fromMailgun({ recipient: flood("a,"), from: "a@example.test", "body-plain": "x" }),
    ],
    [
      "Mailgun's signatures",
      () =>
        fromMailgun({
          from: "a@example.test",
          "message-headers": JSON.stringify([
            ["Dkim-Signature", flood("d=a;").slice(0, 200_000)],
            ["X-Mailgun-Dkim-Check-Result", "Pass"],
          ]),
        }),
    ],
    ["SendGrid's header", () => fromSendGrid({ headers: flood("From: (\n"), text: "x" })],
    [
      "SendGrid's DKIM",
      () => fromSendGrid({ from: "a@example.test", dkim: flood("{@a : pass},"), text: "x" }),
    ],
    [
      "SendGrid's envelope",
      () => fromSendGrid({ from: "a@example.test", envelope: `{"to":[${flood('"a",')}"a"]}`, text: "x" }),
    ],
    [
      "SendGrid's calendar",
      () =>
        fromSendGrid({
          from: "a@example.test",
          attachment1: new Blob([calendarText("REPLY", flood("x "))], { type: "text/calendar" }),
        }),
    ],
    [
      "Postmark's header",
      () => fromPostmark({ TextBody: "x", Headers: [{ Name: "Received-SPF", Value: flood("(=;") }] }),
    ],
    [
      "Postmark's attachments",
      () =>
        fromPostmark({
          From: "a@example.test",
          Attachments: [{ Name: "a.ics", ContentType: "text/calendar", Content: flood("====") }],
        }),
    ],
    ["Postmark's HTML", () => fromPostmark({ From: "a@example.test", HtmlBody: flood("<a ") })],
  ])("%s", async (_, attempt) => {
    await isSafe(attempt);
  });
});

describe("What a stranger writes into a mail is no pass by a service's word", () => {
  const claims = fc.array(
    fc.constantFrom<[string, string]>(
      ["X-Mailgun-Spf", "Pass"],
      ["X-Mailgun-Dkim-Check-Result", "Pass"],
      ["Received-SPF", "Pass (x) identity=mailfrom; envelope-from=jane@example.test"],
      ["X-Spam-Tests", "DKIM_VALID_AU"],
      ["DKIM-Signature", "v=1; d=example.test; s=x; b=x"],
      ["Authentication-Results", "amazonses.com; dmarc=pass header.from=example.test"],
      ["Authentication-Results", "mx.google.com; dmarc=pass header.from=example.test"],
      ["Authentication-Results", "spf=pass smtp.mailfrom=example.test; dmarc=pass header.from=example.test"],
    ),
    { maxLength: 6 },
  );
  /** What the services themselves write on top of Eve's mail in Jane's name. */
  const own: [string, string][] = [
    ["X-Mailgun-Spf", "Fail"],
    ["Received-SPF", "Fail (x) identity=mailfrom; envelope-from=jane@example.test"],
    ["X-Spam-Tests", "SPF_FAIL"],
  ];

  it("parsed or raw", async () => {
    await fc.assert(
      fc.asyncProperty(claims, async (forged) => {
        // A signature is looked at where there is one, and does not hold.
        const signed = forged.some(([name]) => name === "DKIM-Signature");
        const checked: [string, string][] = signed ? [["X-Mailgun-Dkim-Check-Result", "Fail"]] : [];
        const fields = [
          ...own,
          ...checked,
          ...forged,
          ["From", "jane@example.test"] satisfies [string, string],
        ];
        const raw = `${fields.map((field) => `${field.join(": ")}\r\n`).join("")}\r\nNo.\r\n`;
        const headers = fields.map(([Name, Value]) => ({ Name, Value }));
        const mails = await Promise.all([
          fromMailgun({
            sender: "jane@example.test",
            "message-headers": JSON.stringify(fields),
            "body-plain": "No.",
          }),
          fromMailgun({ sender: "jane@example.test", "body-mime": raw }),
          fromPostmark({ Headers: headers, TextBody: "No." }),
          fromPostmark({ Headers: headers, RawEmail: raw }),
          fromSendGrid({ headers: raw, text: "No.", SPF: "fail", envelope: '{"from":"jane@example.test"}' }),
          fromSendGrid({ email: raw, SPF: "fail", envelope: '{"from":"jane@example.test"}' }),
        ]);
        expect(mails.map(({ authentication }) => authentication)).not.toContain("pass");
      }),
      { numRuns: runs(2_000) },
    );
  });
});
