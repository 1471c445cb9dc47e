import { simpleParser } from "mailparser";
import { createTransport } from "nodemailer";
import { describe, expect, it } from "vitest";
import { composeEmail } from "../../src/email/compose/compose.ts";
import { openEmail } from "../../src/email/open/open.ts";
import { ItipError } from "../../src/errors.ts";
import { methods } from "../../src/event/status.table.ts";
import {
  toAmazonSes,
  toGmail,
  toMailgun,
  toMicrosoftGraph,
  toNodemailer,
  toPostmark,
  toResend,
  toSendGrid,
} from "../../src/mailers/index.ts";
import { calendarText, outgoing } from "../support/fixtures/outgoing.ts";

const decoded = (base64: string | undefined) => Buffer.from(base64 ?? "", "base64").toString("utf8");
const options = { from: { email: "mail@example.com", name: 'Mailer, "Inc"' }, headers: { "X-Own": "1" } };
const all = {
  toAmazonSes,
  toGmail,
  toMailgun,
  toMicrosoftGraph,
  toNodemailer,
  toPostmark,
  toResend,
  toSendGrid,
};

describe("Nodemailer", () => {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });

  it.each([...methods, "non-ASCII"] as const)(
    "builds the contract's tree from its options: %s",
    async (kind) => {
      const method = kind === "non-ASCII" ? "REQUEST" : kind;
      const ics = calendarText(method, kind === "non-ASCII" ? "Prüfung 予算" : "Budget");
      const message = outgoing(method, { ics, to: { email: "jane@example.test", name: "Jané, Roe" } });
      const { body, layout, lost } = toNodemailer(message);
      expect([layout, lost]).toEqual(["dual", []]);
      const sent = await transport.sendMail(body);
      if (!Buffer.isBuffer(sent.message)) throw new Error("no buffer");
      const email = composeEmail(message);
      const parsed = await simpleParser(sent.message, { skipTextToHtml: true });
      expect(parsed.attachments.map((copy) => [copy.contentType, copy.filename])).toEqual([
        ["text/calendar", "invite.ics"],
        ["application/ics", "invite.ics"],
      ]);
      for (const copy of parsed.attachments) {
        expect(copy.content.toString("utf8")).toBe(ics);
        expect(copy.headers.get("content-type")).toMatchObject({ params: { method, charset: "UTF-8" } });
      }
      const types = [...sent.message.toString("latin1").matchAll(/^Content-Type: ([^;\r\n]+)/gm)];
      expect(types.map((type) => type[1])).toEqual([
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
      ]);
      expect(parsed.messageId).toBe(email.messageId);
      expect(parsed.subject).toBe(email.subject);
      expect(parsed.references).toBe(email.headers.References);
      expect(sent.envelope).toEqual(email.envelope);
      const opened = await openEmail(sent.message);
      expect(opened).toMatchObject({ date: email.date, uids: [message.uid], problems: [] });
      expect(opened.to).toEqual([{ email: "jane@example.test", name: "Jané, Roe" }]);
    },
  );

  it("takes the caller's files and sender along, and leaves the attached copy out where it is not wanted", () => {
    const file = { filename: "agenda.pdf", content: new Uint8Array([1, 2, 255]) };
    const sender = { email: "robot@example.com", name: "Robot" };
    const wanted = { attachments: [file], copies: "inline", sender } as const;
    const { attachments, sender: written } = toNodemailer(outgoing(), wanted).body;
    expect(written).toEqual({ name: "Robot", address: "robot@example.com" });
    expect(attachments).toEqual([
      {
        filename: "agenda.pdf",
        contentType: "application/octet-stream",
        content: "AQL/",
        encoding: "base64",
        contentTransferEncoding: "base64",
        contentDisposition: "attachment",
      },
    ]);
  });
});

describe("the services that take the email as it is", () => {
  const email = composeEmail(outgoing(), options);

  it("get it whole", () => {
    expect(toMailgun(outgoing(), options)).toEqual({
      layout: "dual",
      lost: [],
      body: { to: "jane@example.test", message: email.raw },
    });
    const ses = toAmazonSes(outgoing(), options).body;
    expect(Buffer.from(ses.Content.Raw.Data).toString("latin1")).toBe(email.raw);
    expect([ses.FromEmailAddress, ses.Destination.ToAddresses]).toEqual([
      "mail@example.com",
      ["jane@example.test"],
    ]);
    expect(decoded(toMicrosoftGraph(outgoing(), options).body)).toBe(email.raw);
    const { raw } = toGmail(outgoing(), options).body;
    expect(raw).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(Buffer.from(raw, "base64url").toString("latin1")).toBe(email.raw);
  });
});

describe("SendGrid", () => {
  it("gets both copies, text first and HTML second", () => {
    const message = outgoing("CANCEL");
    const { body, layout, lost } = toSendGrid(message, options);
    const email = composeEmail(message, options);
    expect(layout).toBe("dual");
    expect(lost).toContain("method on the attached copy");
    expect(body).toEqual({
      personalizations: [{ to: [{ email: "jane@example.test", name: "Jane Roe" }] }],
      from: { email: "mail@example.com", name: 'Mailer, "Inc"' },
      reply_to: { email: "org@example.test", name: "Anna Org" },
      subject: email.subject,
      content: [
        { type: "text/plain", value: email.parts.text },
        { type: "text/html", value: email.parts.html },
        { type: "text/calendar; method=CANCEL", value: message.ics },
      ],
      attachments: [
        {
          content: expect.any(String),
          type: "application/ics",
          filename: "invite.ics",
          disposition: "attachment",
        },
      ],
      headers: { "Message-ID": email.messageId, ...email.headers },
    });
    expect(decoded(body.attachments[0]?.content)).toBe(message.ics);
  });
});

describe("files and headers of the caller's own", () => {
  const own = {
    headers: { "X-Own": `für ${"予算".repeat(30)}`, "List-Unsubscribe": "<https://app.example.com/u>" },
    attachments: [
      { filename: "notes.txt", content: "für Jane" },
      { filename: "list.csv", content: "a,b", contentType: "text/csv; header=present" },
    ],
  };

  it("have a type without parameters at SendGrid, which refuses a semicolon in it", () => {
    const { body, lost } = toSendGrid(outgoing(), own);
    expect(body.attachments.map(({ type }) => type)).toEqual(["application/ics", "text/plain", "text/csv"]);
    expect(lost).toContain("parameters of the files' types");
  });

  it("are in encoded-words where they are beyond ASCII, which SendGrid leaves to the caller", async () => {
    const postmark = toPostmark(outgoing(), own).body.Headers;
    for (const headers of [
      toSendGrid(outgoing(), own).body.headers,
      toResend(outgoing(), own).body.headers,
      Object.fromEntries(postmark.map(({ Name, Value }) => [Name, Value])),
    ]) {
      expect(Object.values(headers).join("")).toMatch(/^[ -~]+$/);
      const { subject } = await simpleParser(`Subject: ${headers["X-Own"]}\r\n\r\n`);
      expect(subject).toBe(own.headers["X-Own"]);
      expect(headers["List-Unsubscribe"]).toBe("<https://app.example.com/u>");
    }
  });
});

describe("Postmark and Resend", () => {
  const message = outgoing("REQUEST", { ics: calendarText("REQUEST", "予算") });
  const email = composeEmail(message, options);

  it("take no text/calendar alternative, and `lost` of the result says so", () => {
    for (const { layout, lost } of [toPostmark(message), toResend(message)]) {
      expect(layout).toBe("attachment-only");
      expect(lost).toContain("the calendar as an alternative of the text");
    }
  });

  it("get one attached copy with its method", () => {
    const postmark = toPostmark(message, options).body;
    expect(postmark).toMatchObject({
      From: '"Mailer, \\"Inc\\"" <mail@example.com>',
      To: '"Jane Roe" <jane@example.test>',
      ReplyTo: '"Anna Org" <org@example.test>',
      Subject: email.subject,
      TextBody: email.parts.text,
      HtmlBody: email.parts.html,
      Attachments: [{ Name: "invite.ics", ContentType: "text/calendar; charset=utf-8; method=REQUEST" }],
    });
    expect(postmark.Headers).toContainEqual({ Name: "X-Own", Value: "1" });
    expect(decoded(postmark.Attachments[0]?.Content)).toBe(message.ics);
    const resend = toResend(message, options).body;
    expect(resend).toMatchObject({
      from: '"Mailer, \\"Inc\\"" <mail@example.com>',
      to: ['"Jane Roe" <jane@example.test>'],
      reply_to: '"Anna Org" <org@example.test>',
      headers: { References: email.headers.References, "X-Own": "1" },
      attachments: [{ filename: "invite.ics", content_type: "text/calendar; charset=utf-8; method=REQUEST" }],
    });
    expect(decoded(resend.attachments[0]?.content)).toBe(message.ics);
  });
});

describe.each(Object.entries(all))("%s", (_, convert) => {
  it("survives JSON where the API takes JSON, and gives the same for the same", () => {
    expect(convert(outgoing(), options)).toEqual(convert(outgoing(), options));
  });

  it("refuses what composeEmail refuses", () => {
    expect(() => Reflect.apply(convert, undefined, [{}])).toThrow(ItipError);
    expect(() => Reflect.apply(convert, undefined, [outgoing(), { text: 7 }])).toThrow(ItipError);
  });

  it("says whether it carries both copies as the contract lays them out", () => {
    expect(["dual", "attachment-only"]).toContain(convert(outgoing()).layout);
  });
});
