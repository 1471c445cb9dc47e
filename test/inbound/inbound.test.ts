import type { gmail_v1 } from "@googleapis/gmail";
import type { Models } from "postmark";
import type { AttachmentData, GetReceivingEmailResponseSuccess, WebhookEventPayload } from "resend";
import { describe, expect, it } from "vitest";
import {
  fromAmazonSes,
  fromCloudflare,
  fromGmail,
  fromMailgun,
  fromMicrosoftGraph,
  fromPostmark,
  fromRaw,
  fromResend,
  fromSendGrid,
  type InboundEmail,
} from "../../src/inbound/index.ts";
import { calendarText } from "../support/fixtures/outgoing.ts";
import { emailOf, multipartOf, replyPart, textPart } from "../support/fixtures/raw-email.ts";
import { errorLater } from "../support/refusal.ts";

const author = "example.test";
const raw = emailOf(multipartOf("mixed", "b", [textPart, replyPart]), { "Message-ID": "<1@example.test>" });
const calendar = calendarText("REPLY");
const trust = { servers: ["mx.example.net"] };

/** The code of an ItipError and the path of each problem. */
async function refusalOf(attempt: () => Promise<unknown>): Promise<string[]> {
  const error = await errorLater(attempt);
  return error === undefined
    ? ["nothing was thrown"]
    : [error.code, ...error.problems.map(({ path }) => path)];
}

/** That the mail is Jane's answer, and what is known about it. */
function known({ email, authentication, recipients, lost }: InboundEmail): unknown {
  expect([email.from?.email, email.messages.length]).toEqual(["jane@example.test", 1]);
  return { authentication, recipients, lost };
}

describe("fromRaw", () => {
  it("opens and judges in one call", async () => {
    const judged = `Authentication-Results: mx.example.net; dmarc=pass header.from=${author}\r\n${raw}`;
    const whole = { authentication: "pass", recipients: [], lost: [] };
    expect(known(await fromRaw(judged, trust))).toEqual(whole);
    expect(known(await fromRaw(new TextEncoder().encode(judged), trust))).toEqual(whole);
    expect((await fromRaw(judged, trust)).reason).toBe(
      "mx.example.net found dmarc=pass header.from=example.test",
    );
    expect((await fromRaw(judged, { servers: [] })).authentication).toBe("none");
  });
});

describe("Amazon SES", () => {
  const notification = (
    spf: string,
    dmarc: string,
    source = "jane@example.test",
    content: unknown = raw,
  ) => ({
    notificationType: "Received",
    mail: { source, destination: ["org@example.test"] },
    receipt: {
      recipients: ["org@example.test"],
      spfVerdict: { status: spf },
      dkimVerdict: { status: "PASS" },
      dmarcVerdict: { status: dmarc },
      action: { type: "SNS" },
    },
    content,
  });

  it.each([
    ["GRAY", "PASS", "jane@example.test", "pass"],
    ["PASS", "FAIL", "jane@example.test", "fail"],
    ["PASS", "GRAY", "jane@example.test", "pass"],
    ["PASS", "GRAY", "jane@mail.example.test", "pass"],
    ["PASS", "GRAY", "eve@evil.test", "none"],
    ["PASS", "PROCESSING_FAILED", "eve@evil.test", "none"],
    ["FAIL", "GRAY", "jane@example.test", "fail"],
    ["GRAY", "GRAY", "", "none"],
    ["PROCESSING_FAILED", "DISABLED", "jane@example.test", "none"],
  ])("SPF %s and DMARC %s for %s: %s", async (spf, dmarc, source, expected) => {
    expect(known(await fromAmazonSes(notification(spf, dmarc, source)))).toEqual({
      authentication: expected,
      recipients: ["org@example.test"],
      lost: [],
    });
  });

  it("takes a verdict on DKIM from the field that SES writes, which names the domain", async () => {
    const top = "Received: from x.test (x.test [192.0.2.1]) by inbound-smtp.eu-west-1.amazonaws.com; x\r\n";
    const field = (results: string) => `Authentication-Results: amazonses.com; ${results}\r\n`;
    const by = async (header: string) =>
      (await fromAmazonSes(notification("GRAY", "GRAY", "", header + raw))).authentication;
    expect(
      await by(
        top + field("spf=none; dkim=pass header.i=@example.test; dmarc=none header.from=example.test"),
      ),
    ).toBe("pass");
    expect(await by(top + field("dkim=none") + field("dkim=pass header.i=@example.test"))).toBe("none");
  });

  // SES has nothing to say of DMARC in what it wrote here: the fields behind its own are the sender's.
  it.each([
    ["dmarc=pass header.from=example.test", "none"],
    ["dkim=pass header.i=@example.test", "none"],
    ["dmarc=fail header.from=example.test", "fail"],
  ])("believes no pass below its own field, as of SES so of Resend: %s", async (results, expected) => {
    const top = "Received: from x.test (x.test [192.0.2.1]) by inbound-smtp.eu-west-1.amazonaws.com; x\r\n";
    const own = "Authentication-Results: amazonses.com; spf=pass smtp.mailfrom=evil.test\r\n";
    const mail = `${top}${own}X-SES-RECEIPT: x\r\nAuthentication-Results: amazonses.com; ${results}\r\n${raw}`;
    const received = notification("GRAY", "GRAY", "eve@evil.test", mail);
    expect((await fromAmazonSes(received)).authentication).toBe(expected);
    expect((await fromResend({ data: {} }, { raw: mail })).authentication).toBe(expected);
  });

  it("finds the notification in whatever carried it", async () => {
    const message = notification("PASS", "PASS");
    const sns = { Type: "Notification", Message: JSON.stringify(message) };
    const { content, ...received } = message;
    for (const carrier of [
      message,
      JSON.stringify(message),
      sns,
      JSON.stringify(sns),
      { Records: [{ EventSource: "aws:sns", Sns: sns }] },
      { Records: [{ eventSource: "aws:sqs", body: JSON.stringify(sns) }] },
    ])
      expect(known(await fromAmazonSes(carrier))).toMatchObject({ authentication: "pass" });
    const lambda = { Records: [{ eventSource: "aws:ses", ses: received }] };
    for (const stored of [String(content), new TextEncoder().encode(raw), new Blob([raw]), new Response(raw)])
      expect(known(await fromAmazonSes(lambda, { raw: stored }))).toMatchObject({ authentication: "pass" });
  });

  it.each<[string, unknown, unknown, string[]]>([
    [
      "a Lambda event without the mail",
      { Records: [{ ses: { mail: {}, receipt: {} } }] },
      undefined,
      ["not-an-email", "notification.Records[0].ses.content"],
    ],
    ["nothing", undefined, undefined, ["not-an-email", "notification"]],
    [
      "a subscription confirmation",
      { Type: "SubscriptionConfirmation", Message: "You have chosen" },
      undefined,
      ["not-an-email", "notification.receipt"],
    ],
    ["two records", { Records: [{}, {}] }, undefined, ["not-an-email", "notification.Records"]],
    [
      "a content that is no mail",
      notification("PASS", "PASS", "x", "hello"),
      undefined,
      ["not-an-email", "notification.content"],
    ],
    [
      "a content that is a number",
      notification("PASS", "PASS", "x", 7),
      undefined,
      ["not-an-email", "notification.content"],
    ],
    ["what is not a raw mail", notification("PASS", "PASS"), { raw: 7 }, ["not-an-email", "options.raw"]],
    [
      "an option of another name",
      notification("PASS", "PASS"),
      { row: raw },
      ["invalid-argument", "options.row"],
    ],
    [
      "envelopes without end",
      Array.from({ length: 8 }).reduce<unknown>((inner) => ({ Message: JSON.stringify(inner) }), {}),
      undefined,
      ["not-an-email", "notification.Message.Message.Message.Message.receipt"],
    ],
  ])("refuses %s", async (_, given, options, expected) => {
    expect(await refusalOf(() => Reflect.apply(fromAmazonSes, undefined, [given, options]))).toEqual(
      expected,
    );
  });
});

describe("Cloudflare", () => {
  it("reads the mail from whatever a runtime makes of it, in pieces too", async () => {
    const octets = new TextEncoder().encode(raw);
    const pieces = new ReadableStream({
      start(controller) {
        for (let at = 0; at < octets.length; at += 7) controller.enqueue(octets.slice(at, at + 7));
        controller.close();
      },
    });
    for (const body of [pieces, raw, octets, octets.buffer, new Blob([raw]), new Response(raw)])
      expect(
        known(
          await fromCloudflare(
            { from: "x", to: "org@example.test", headers: new Headers(), raw: body },
            trust,
          ),
        ),
      ).toEqual({
        authentication: "none",
        recipients: ["org@example.test"],
        lost: [],
      });
  });

  it("ends a stream that is too long, broken or no stream of octets", async () => {
    let cancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1 << 20)),
      cancel() {
        cancelled = true;
      },
    });
    const by = (body: unknown) =>
      refusalOf(() => Reflect.apply(fromCloudflare, undefined, [{ raw: body }, trust]));
    expect(await by(endless)).toEqual(["limit-exceeded", "limits.emailBytes"]);
    expect(cancelled).toBe(true);
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error("gone")) });
    expect(await by(broken)).toEqual(["not-an-email", "message.raw"]);
    const numbers = new ReadableStream({ start: (controller) => controller.enqueue(7) });
    expect(await by(numbers)).toEqual(["not-an-email", "message.raw"]);
    expect(await by(undefined)).toEqual(["not-an-email", "message.raw"]);
    expect(await by({ arrayBuffer: () => 7 })).toEqual(["not-an-email", "message.raw"]);
    expect(await refusalOf(() => Reflect.apply(fromCloudflare, undefined, [{ raw }]))).toEqual([
      "invalid-argument",
      "trust",
    ]);
  });
});

describe("Gmail", () => {
  it("opens what its client library types as a message", async () => {
    const message: gmail_v1.Schema$Message = {
      id: "1",
      threadId: "1",
      raw: Buffer.from(raw).toString("base64url"),
    };
    expect(known(await fromGmail(message))).toEqual({ authentication: "none", recipients: [], lost: [] });
    expect(known(await fromGmail({ raw: Buffer.from(raw).toString("base64") }))).toMatchObject({ lost: [] });
  });

  // Gmail leaves out DKIM where there is no signature, and DMARC where there is no policy.
  it.each([
    ["spf=pass smtp.mailfrom=eve@evil.test", "dmarc=pass header.from=example.test", "none"],
    ["spf=pass smtp.mailfrom=eve@evil.test", "dkim=pass header.d=example.test", "none"],
    ["spf=pass smtp.mailfrom=jane@example.test", "dmarc=fail header.from=example.test", "fail"],
    ["spf=pass smtp.mailfrom=jane@example.test", "dkim=neutral header.d=example.test", "pass"],
  ])("reads %s from Gmail's own field, and below it %s: %s", async (own, below, expected) => {
    const top =
      "Received: by 2002:a05:6402:1; x\r\nReceived: from x.test (x.test. [192.0.2.1]) by mx.google.com; x\r\n";
    const field = (results: string) => `Authentication-Results: mx.google.com; ${results}\r\n`;
    const mail = Buffer.from(top + field(own) + field(below) + raw).toString("base64url");
    expect((await fromGmail({ raw: mail })).authentication).toBe(expected);
  });

  it("names the member where the message was got in another format", async () => {
    const full: gmail_v1.Schema$Message = {
      id: "1",
      payload: { headers: [{ name: "From", value: "jane@example.test" }] },
    };
    for (const given of [
      full,
      { raw: 7 },
      { raw: "****" },
      { raw: Buffer.from("hello").toString("base64url") },
    ])
      expect(await refusalOf(() => fromGmail(given))).toEqual(["not-an-email", "message.raw"]);
    expect(await refusalOf(() => fromGmail([]))).toEqual(["not-an-email", "message"]);
  });
});

describe("Microsoft Graph", () => {
  const pass =
    "Authentication-Results: spf=pass smtp.mailfrom=example.test; dkim=pass (signature was verified)\r\n header.d=example.test;dmarc=pass action=none header.from=example.test;compauth=pass reason=100\r\n";
  const hop = (from: string, by: string) =>
    `Received: from ${from} by ${by} with Microsoft SMTP Server id 15.20; x\r\n`;
  const edge = hop(
    "mail.example.test (192.0.2.1)",
    "DB8EUR05FT015.mail.protection.outlook.com (10.233.239.154)",
  );
  const inner = hop(
    "AM0PR05MB0001.eurprd05.prod.outlook.com (2603:10a6:208:be::1)",
    "DB9PR05MB0002.eurprd05.prod.outlook.com",
  );
  const by = async (header: string, given?: { servers: string[] }) =>
    (await fromMicrosoftGraph(header + raw, given)).authentication;

  it("believes Exchange Online above its front end alone", async () => {
    expect(await by(inner + pass + edge)).toBe("pass");
    expect(await by(pass + edge)).toBe("pass");
    expect(await by(inner + edge + pass)).toBe("none");
    expect(await by(inner + edge + hop("x.test", "x.mail.protection.outlook.com") + pass + edge)).toBe(
      "none",
    );
    expect(await by(pass)).toBe("none");
    expect(await by(inner + pass)).toBe("none");
  });

  it("believes nothing that a colleague's own program brought along", async () => {
    const submitted = hop("pc.outlook.com (203.0.113.9)", "DB9PR05MB0002.eurprd05.prod.outlook.com");
    expect(await by(submitted + pass + edge)).toBe("none");
  });

  it("believes the server that is named instead", async () => {
    const gateway = "Authentication-Results: gw.example.net; dmarc=pass header.from=example.test\r\n";
    expect(await by(gateway + pass + edge, { servers: ["gw.example.net"] })).toBe("pass");
    expect(await by(pass + edge, { servers: ["gw.example.net"] })).toBe("none");
    expect(await refusalOf(() => fromMicrosoftGraph(raw, { servers: ["a b"], sealers: ["a b"] }))).toEqual([
      "invalid-argument",
      "trust.sealers[0]",
    ]);
    expect(await refusalOf(() => Reflect.apply(fromMicrosoftGraph, undefined, [{ id: 1 }]))).toEqual([
      "not-an-email",
      "mime",
    ]);
  });
});

describe("Mailgun", () => {
  const header = (...more: [string, string][]) =>
    JSON.stringify([["From", "Jane Roe <jane@example.test>"], ["Message-Id", "<1@example.test>"], ...more]);
  const form = (more: Record<string, unknown> = {}) => ({
    recipient: "org@example.test",
    sender: "jane@example.test",
    from: "Jane Roe <jane@example.test>",
    subject: "Accepted",
    "body-plain": "I will be there.",
    "message-headers": header(),
    "attachment-count": "1",
    "attachment-1": new File([calendar], "invite.ics", {
      type: "text/calendar; charset=utf-8; method=REPLY",
    }),
    ...more,
  });

  it("passes over what is no header field, and joins several HTML parts", async () => {
    const fields = [["From", "Jane Roe <jane@example.test>"], "Subject", ["Subject", 7], ["X-Own"]];
    const html = ["", "<p>I will</p>", 7, "<p>be there.</p>"];
    const { email } = await fromMailgun(
      form({ "message-headers": JSON.stringify(fields), "body-plain": "", "body-html": html }),
    );
    expect([email.from?.email, email.subject]).toEqual(["jane@example.test", "Accepted"]);
    expect(email.text?.split(/\s+/)).toEqual(["I", "will", "be", "there."]);
  });

  it.each<[string, string | undefined, string | undefined, string[], string]>([
    ["jane@example.test", "Pass", undefined, [], "pass"],
    ["jane@example.test", "pass", undefined, [], "pass"],
    ["eve@evil.test", "Pass", undefined, [], "none"],
    ["jane@example.test", "Neutral", undefined, [], "none"],
    ["jane@example.test", "Fail", undefined, [], "fail"],
    ["eve@evil.test", "Fail", "Pass", ["example.test"], "pass"],
    ["eve@evil.test", undefined, "Pass", ["example.test", "example.test"], "pass"],
    ["eve@evil.test", undefined, "Pass", ["example.test", "evil.test"], "none"],
    ["eve@evil.test", undefined, "Pass", [], "none"],
    ["eve@evil.test", undefined, "Fail", ["example.test"], "fail"],
    ["jane@example.test", undefined, undefined, [], "none"],
  ])("sender %s, SPF %s, DKIM %s of %s: %s", async (sender, spf, dkim, signers, expected) => {
    const fields: [string, string][] = [
      ...(spf === undefined ? [] : [["X-Mailgun-Spf", spf] satisfies [string, string]]),
      ...(dkim === undefined ? [] : [["X-Mailgun-Dkim-Check-Result", dkim] satisfies [string, string]]),
      ...signers.map((domain): [string, string] => [
        "Dkim-Signature",
        `v=1; a=rsa-sha256; d=${domain}; s=x; b=x`,
      ]),
    ];
    const parsed = await fromMailgun(form({ sender, "message-headers": header(...fields) }));
    expect(known(parsed), parsed.reason).toEqual({
      authentication: expected,
      recipients: ["org@example.test"],
      lost: [],
    });
    const mime = `${fields.map((field) => `${field.join(": ")}\r\n`).join("")}${raw}`;
    expect((await fromMailgun({ sender, recipient: "x", "body-mime": mime })).authentication).toBe(expected);
  });

  it("doubts a field that stands twice", async () => {
    const twice = header(["X-Mailgun-Spf", "Neutral"], ["X-Mailgun-Spf", "Pass"]);
    expect((await fromMailgun(form({ "message-headers": twice }))).authentication).toBe("none");
    expect((await fromMailgun(form({ "X-Mailgun-Spf": ["Fail", "Pass"] }))).authentication).toBe("fail");
  });

  it.each<[string, [string, string][], [string, string][], string]>([
    ["a pass of Mailgun's", [["X-Mailgun-Spf", "Pass"]], [], "pass"],
    ["a pass that the sender wrote while the spam filter was off", [], [["X-Mailgun-Spf", "Pass"]], "none"],
    ["a failure of Mailgun's", [["X-Mailgun-Spf", "Fail"]], [["X-Mailgun-Spf", "Pass"]], "fail"],
    [
      "a failure at a server before Mailgun",
      [["X-Mailgun-Spf", "Pass"]],
      [["X-Mailgun-Spf", "Fail"]],
      "pass",
    ],
    [
      "a result of Mailgun's on SPF, and one that the sender wrote on a signature",
      [["X-Mailgun-Spf", "Neutral"]],
      [
        ["X-Mailgun-Dkim-Check-Result", "Pass"],
        ["Dkim-Signature", "v=1; a=rsa-sha256; d=example.test; s=x; b=x"],
      ],
      "none",
    ],
  ])("tells its own results from the sender's: %s", async (_, own, others, expected) => {
    // Mailgun writes its fields above its Received field, and repeats every field of the header in the form.
    const fields: [string, string][] = [
      ...own,
      ["X-Mailgun-Incoming", "Yes"],
      ["X-Envelope-From", "<jane@example.test>"],
      ["Received", "from mail.evil.test (mail.evil.test [192.0.2.9]) by mxa.mailgun.org with ESMTP id 1; x"],
      ...others,
    ];
    const parsed = form({ ...Object.fromEntries(fields), "message-headers": header(...fields) });
    expect((await fromMailgun(parsed)).authentication).toBe(expected);
    const mime = `${fields.map((field) => `${field.join(": ")}\r\n`).join("")}${raw}`;
    const whole = { sender: "jane@example.test", recipient: "x", "body-mime": mime };
    expect((await fromMailgun(whole)).authentication).toBe(expected);
  });

  it("takes the form in every shape that frameworks give it", async () => {
    const data = new FormData();
    for (const [name, value] of Object.entries(form()))
      data.append(name, value instanceof File ? value : String(value));
    const octets = new TextEncoder().encode(calendar);
    const file = {
      filename: "invite.ics",
      contentType: "text/calendar; charset=utf-8; method=REPLY",
      content: octets,
    };
    for (const shape of [
      data,
      form(),
      form({ "attachment-1": file }),
      form({ "attachment-1": { ...file, content: calendar } }),
      form({ "attachment-1": [file] }),
    ])
      expect(known(await fromMailgun(shape))).toEqual({
        authentication: "none",
        recipients: ["org@example.test"],
        lost: [],
      });
    const bare = await fromMailgun(form({ "attachment-1": octets }));
    // Octets without a type are known by what they begin with.
    expect([bare.email.messages.length, bare.lost]).toEqual([1, []]);
    for (const mime of [new File([raw], "message.eml"), new TextEncoder().encode(raw)])
      expect(known(await fromMailgun({ "body-mime": mime }))).toMatchObject({ lost: [] });
    const encoded = new URLSearchParams({ recipient: "a@example.test,b@example.test", "body-mime": raw });
    expect(known(await fromMailgun(encoded))).toEqual({
      authentication: "none",
      recipients: ["a@example.test", "b@example.test"],
      lost: [],
    });
  });

  it("says what did not come along", async () => {
    const stored = form({
      attachments: JSON.stringify([{ name: "plan.pdf", url: "https://example.test/1" }]),
      "attachment-count": "3",
      "message-headers": "",
    });
    expect((await fromMailgun(stored)).lost).toEqual([
      "the header of the mail",
      'the content of the file "plan.pdf"',
      "1 of 3 files",
    ]);
    const bare = form({ "attachment-1": new File([calendar], "invite.ics", { type: "text/calendar" }) });
    expect((await fromMailgun(bare)).lost).toEqual([
      'the method of the calendar part "invite.ics"',
      'the charset of the calendar part "invite.ics"',
    ]);
  });

  it.each<[string, unknown, string[]]>([
    ["nothing", undefined, ["not-an-email", "form"]],
    ["text", "recipient=x", ["not-an-email", "form"]],
    ["an empty form", {}, ["not-an-email", "form.body-mime"]],
    ["what is not a raw mail", { "body-mime": "hello" }, ["not-an-email", "form.body-mime"]],
    ["a header that is no list", form({ "message-headers": "{}" }), ["not-an-email", "form.message-headers"]],
    ["a file that is text", form({ "attachment-1": "invite.ics" }), ["not-an-email", "form.attachment-1"]],
    [
      "a file without content",
      form({ "attachment-1": { filename: "x", content: null } }),
      ["not-an-email", "form.attachment-1.content"],
    ],
    ["a subject that is a list", form({ sender: ["a", "b"] }), ["not-an-email", "form.sender"]],
  ])("refuses %s", async (_, given, expected) => {
    expect(await refusalOf(() => Reflect.apply(fromMailgun, undefined, [given]))).toEqual(expected);
  });
});

describe("Postmark", () => {
  const spf = (result: string, sender: string) => ({
    Name: "Received-SPF",
    Value: `${result} (x) identity=mailfrom; client-ip=192.0.2.1; envelope-from=${sender}; receiver=x`,
  });
  const body = (Headers: { Name: string; Value: string }[], more: object = {}): Models.InboundWebhook => ({
    ...{
      From: "jane@example.test",
      FromName: "Jane",
      To: "org@example.test",
      Cc: "",
      Bcc: "",
      CcFull: [],
      BccFull: [],
      ReplyTo: "",
    },
    FromFull: { Email: "jane@example.test", Name: "Jane", MailboxHash: "" },
    ToFull: [{ Email: "org@example.test", Name: "", MailboxHash: "" }],
    ...{
      OriginalRecipient: "hash@inbound.postmarkapp.com",
      Subject: "Accepted",
      Date: "Fri, 1 May 2026 10:00:00 +0100",
    },
    ...{
      MailboxHash: "",
      MessageID: "73e6d360",
      MessageStream: "inbound",
      TextBody: "Yes",
      HtmlBody: "",
      StrippedTextReply: "",
    },
    Headers,
    Attachments: [
      {
        Name: "invite.ics",
        Content: Buffer.from(calendar).toString("base64"),
        ContentType: "text/calendar; charset=utf-8; method=REPLY",
        ContentID: "",
        ContentLength: calendar.length,
      },
    ],
    ...more,
  });
  const tests = (Value: string) => ({ Name: "X-Spam-Tests", Value });

  it.each([
    [[spf("Pass", "jane@example.test")], "pass"],
    [[spf("Pass", "eve@evil.test")], "none"],
    [[spf("Fail", "jane@example.test")], "fail"],
    [[spf("SoftFail", "jane@example.test")], "none"],
    [[spf("None", "")], "none"],
    [[spf("Fail", "jane@example.test"), tests("DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU")], "pass"],
    [[tests("DKIM_SIGNED,DKIM_VALID")], "none"],
    [[tests("NOT_DKIM_VALID_AU")], "none"],
    [[tests("SPF_NONE"), tests("DKIM_VALID_AU")], "none"],
    [[spf("None", ""), spf("Pass", "jane@example.test")], "none"],
    [[spf("Fail", "jane@example.test"), spf("Pass", "jane@example.test")], "fail"],
    [[{ Name: "Received-SPF", Value: "Pass (x) identity=helo; envelope-from=jane@example.test" }], "none"],
    [
      [
        {
          Name: "Received-SPF",
          Value: "Pass (x) envelope-from=eve@evil.test; envelope-from=jane@example.test",
        },
      ],
      "none",
    ],
    [[{ Name: "X", Value: "y" }], "none"],
  ])("the headers %j give the verdict %s", async (headers, expected) => {
    const whole = { authentication: expected, recipients: ["hash@inbound.postmarkapp.com"], lost: [] };
    expect(known(await fromPostmark(body(headers)))).toEqual(whole);
    expect(known(await fromPostmark(JSON.stringify(body(headers, { RawEmail: raw }))))).toEqual(whole);
  });

  // As Postmark writes it (Mail::SPF), with a comment in the comment.
  const ownSpf = (sender: string) => ({
    Name: "Received-SPF",
    Value: `pass (example.test: Sender is authorized to use '${sender}' in 'mfrom' identity (mechanism 'mx' matched)) receiver=p-pm-inboundg01a-aws-euwest1a; identity=mailfrom; envelope-from="${sender}"; helo=mail.example.test; client-ip=192.0.2.10`,
  });
  const eves = [tests("DKIM_SIGNED,DKIM_VALID_AU"), spf("pass", "jane@example.test")];

  it.each([
    ["a sender that passed", [ownSpf("jane@example.test")], [], "pass"],
    ["a signature that holds", [tests("DKIM_VALID,HTML_MESSAGE,\tDKIM_VALID_AU")], [], "pass"],
    ["what a stranger wrote into a mail that was not tested", [ownSpf("eve@evil.test")], eves, "none"],
    ["what a stranger wrote into a mail of which nothing is said", [], eves, "none"],
    [
      "what a server before Postmark found",
      [ownSpf("jane@example.test")],
      [spf("softfail", "jane@example.test")],
      "pass",
    ],
  ])("counts what stands above its own hop: %s", async (_, own, others, expected) => {
    const host = "p-pm-inboundg01a-aws-euwest1a.inbound.postmarkapp.com";
    const received = (Value: string) => ({ Name: "Received", Value });
    const headers = [
      { Name: "Return-Path", Value: "<eve@evil.test>" },
      received(`by ${host} (Postfix, from userid 996)\tid 3F2B41C0; x`),
      ...own,
      received(
        `from mail.evil.test (mail.evil.test [192.0.2.9])\tby ${host} (Postfix) with ESMTPS id 2A1B; x`,
      ),
      ...others,
      // A hop that the sender made up.
      received(
        `from mail.example.test (mail.example.test [192.0.2.10])\tby ${host} (Postfix) with ESMTPS; x`,
      ),
    ];
    const lines = headers.map(({ Name, Value }) => `${Name}: ${Value.replace("\t", "\r\n\t")}\r\n`).join("");
    expect((await fromPostmark(body(headers))).authentication).toBe(expected);
    expect((await fromPostmark(body([], { RawEmail: lines + raw }))).authentication).toBe(expected);
  });

  it("keeps the mail's own Message-ID, and gives no author where two are named", async () => {
    const headers = [{ Name: "Message-ID", Value: "<1@example.test>" }];
    expect((await fromPostmark(body(headers))).email.messageId).toBe("<1@example.test>");
    const two = await fromPostmark(
      body([{ Name: "From", Value: "eve@evil.test" }, spf("Pass", "jane@example.test")]),
    );
    expect([two.email.from, two.authentication]).toEqual([undefined, "none"]);
  });

  it("says what did not come along, and refuses what is no mail", async () => {
    const named = body([], {
      Attachments: [
        { Name: "plan.pdf", Content: "", ContentType: "application/pdf", ContentID: "", ContentLength: 7 },
      ],
    });
    expect((await fromPostmark(named)).lost).toEqual([
      "the header of the mail",
      'the content of the file "plan.pdf"',
    ]);
    expect(await refusalOf(() => fromPostmark({}))).toEqual(["not-an-email", "body.RawEmail"]);
    expect(await refusalOf(() => fromPostmark("<html>"))).toEqual(["not-an-email", "body"]);
    expect(await refusalOf(() => fromPostmark({ RawEmail: "hello" }))).toEqual([
      "not-an-email",
      "body.RawEmail",
    ]);
    expect(await refusalOf(() => fromPostmark({ Headers: {} }))).toEqual(["not-an-email", "body.Headers"]);
    expect(await refusalOf(() => fromPostmark({ Headers: [{ Name: 7 }] }))).toEqual([
      "not-an-email",
      "body.Headers[0].Name",
    ]);
    expect(await refusalOf(() => fromPostmark({ TextBody: "x", From: 7 }))).toEqual([
      "not-an-email",
      "body.From",
    ]);
  });
});

describe("Resend", () => {
  const id = "56761188-7520-42d8-8898-ff6fc54ce618";
  const mail = {
    from: "Jane Roe <jane@example.test>",
    to: ["org@example.test"],
    bcc: [],
    cc: [],
    received_for: ["answers@example.test"],
    message_id: "<1@example.test>",
    subject: "Accepted",
  };
  const named = {
    id: "a1",
    filename: "invite.ics",
    size: calendar.length,
    content_type: "text/calendar",
    content_id: null,
    content_disposition: "attachment",
  };
  const event: WebhookEventPayload = {
    type: "email.received",
    created_at: "2026-05-01T08:15:34.000Z",
    data: {
      email_id: id,
      created_at: "2026-05-01T08:15:33.000Z",
      ...mail,
      attachments: [{ ...named, filename: "invite.ics" }],
    },
  };
  const email: GetReceivingEmailResponseSuccess = {
    ...{ object: "email", id, created_at: "2026-05-01T08:15:33.000Z", reply_to: [], html: null, text: "Yes" },
    ...mail,
    headers: { "authentication-results": "amazonses.com; dmarc=pass header.from=example.test" },
    attachments: [named],
  };
  const attachment: AttachmentData = {
    ...named,
    filename: "invite.ics",
    content_disposition: "attachment",
    content_id: "",
    download_url: "https://cdn.example.test/1",
    expires_at: "",
  };
  const content = new TextEncoder().encode(calendar);
  const seal =
    "Received: from x.test by inbound-smtp.us-east-1.amazonaws.com; x\r\nAuthentication-Results: amazonses.com; dmarc=pass header.from=example.test\r\n";

  it("opens the raw mail, with the verdict of Amazon SES", async () => {
    for (const body of [seal + raw, new Response(seal + raw), new Blob([seal + raw])])
      expect(known(await fromResend(event, { raw: body }))).toEqual({
        authentication: "pass",
        recipients: ["answers@example.test"],
        lost: [],
      });
  });

  it("opens the email of the API with its attachments; a header without an order proves nothing", async () => {
    const lost = ["the method", "the charset"].map((what) => `${what} of the calendar part "invite.ics"`);
    const parts = { email, attachments: [{ ...attachment, content }] };
    expect(known(await fromResend(event, parts))).toEqual({
      authentication: "none",
      recipients: ["answers@example.test"],
      lost,
    });
    const { messageId, subject, text } = (await fromResend(event, parts)).email;
    expect([messageId, subject, text]).toEqual(["<1@example.test>", "Accepted", "Yes"]);
  });

  it("says what did not come along, and refuses an event alone", async () => {
    expect((await fromResend(event, { email })).lost).toEqual(['the content of the file "invite.ics"']);
    expect((await fromResend(event, { email: { ...email, headers: null } })).lost[0]).toBe(
      "the header of the mail",
    );
    expect(await refusalOf(() => fromResend(event, {}))).toEqual(["not-an-email", "content.raw"]);
    expect(await refusalOf(() => fromResend(event, { raw: "hello" }))).toEqual([
      "not-an-email",
      "content.raw",
    ]);
    expect(await refusalOf(() => Reflect.apply(fromResend, undefined, [event]))).toEqual([
      "invalid-argument",
      "content",
    ]);
    expect(await refusalOf(() => Reflect.apply(fromResend, undefined, [event, { row: raw }]))).toEqual([
      "invalid-argument",
      "content",
    ]);
    expect(await refusalOf(() => fromResend({}, { raw }))).toEqual(["not-an-email", "event.data"]);
    expect(await refusalOf(() => fromResend(event, { email, attachments: [{ content: 7 }] }))).toEqual([
      "not-an-email",
      "content.attachments[0].content",
    ]);
  });
});

describe("SendGrid", () => {
  const headers =
    "Received: by mx0031p1mdw1.sendgrid.net with SMTP id x\nFrom: Jane Roe <jane@example.test>\nMessage-ID:\n <1@example.test>\nSubject: Accepted\n";
  const form = (more: Record<string, unknown> = {}) => ({
    headers,
    from: "Jane Roe <jane@example.test>",
    to: "org@example.test",
    text: "Yes",
    envelope: JSON.stringify({ to: ["org@example.test"], from: "jane@example.test" }),
    attachments: "1",
    "attachment-info": JSON.stringify({
      attachment1: { filename: "invite.ics", type: "text/calendar", charset: "utf-8" },
    }),
    attachment1: new File([calendar], "invite.ics", { type: "text/calendar; charset=utf-8; method=REPLY" }),
    ...more,
  });

  it.each([
    ["pass", "none", "jane@example.test", "pass"],
    ["pass", "none", "eve@evil.test", "none"],
    ["fail", "none", "jane@example.test", "fail"],
    ["softfail", "none", "jane@example.test", "none"],
    ["fail", "{@example.test : pass}", "jane@example.test", "pass"],
    ["none", "{@mail.example.test : pass}", "", "pass"],
    ["none", "{@evil.test : pass}", "", "none"],
    ["none", "{@evil.test : pass, @example.test : fail}", "", "fail"],
    ["none", "{@evil.test : fail, @example.test : pass}", "", "pass"],
    ["none", '{"@example.test" : "pass"}', "", "pass"],
    ["none", "{@example.test}", "", "none"],
    ["", "pass", "jane@example.test", "none"],
  ])("SPF %s, DKIM %s, sender %s: %s", async (SPF, dkim, from, expected) => {
    const envelope = JSON.stringify({ to: ["org@example.test"], from });
    const whole = { authentication: expected, recipients: ["org@example.test"], lost: [] };
    expect(known(await fromSendGrid(form({ SPF, dkim, envelope })))).toEqual(whole);
    expect(known(await fromSendGrid({ SPF, dkim, envelope, email: raw }))).toEqual(whole);
  });

  // What Mail::DKIM gives for such signatures of evil.test: the identity and the name of an algorithm are repeated as they stand.
  it.each([
    [
      "i=a=20:=20pass,=20@example.test=20:=20pass,=20b@evil.test",
      "a : pass, @example.test : pass, b@evil.test : pass",
    ],
    ["i=a=2C@example.test=20:=20pass=2Cb@evil.test", "a,@example.test : pass,b@evil.test : pass"],
    [
      "a=x, @example.test : pass, y",
      "@evil.test : invalid (unsupported algorithm x, @example.test : pass, y)",
    ],
  ])("reads no result out of the signature's own text %s", async (tag, dkim) => {
    const signature = `DKIM-Signature: v=1; d=evil.test; s=x; h=from; bh=2Cx=; b=2Cx=; ${tag}`;
    const given = { SPF: "none", dkim: `{${dkim}}`, envelope: "{}" };
    expect((await fromSendGrid(form({ ...given, headers: `${signature}\n${headers}` }))).authentication).toBe(
      "none",
    );
    expect((await fromSendGrid({ ...given, email: `${signature}\r\n${raw}` })).authentication).toBe("none");
  });

  it("believes a signature with an identity, and one that copies fields with a comma", async () => {
    const signature =
      "DKIM-Signature: v=1; d=example.test; i=jane@example.test; bh=2Cx=; z=To:a=2C|Cc:b, c; b=x";
    const given = { SPF: "none", dkim: "{jane@example.test : pass}", email: `${signature}\r\n${raw}` };
    expect((await fromSendGrid(given)).authentication).toBe("pass");
  });

  it("passes over a name without a value, as over one that is not there", async () => {
    const whole = await fromSendGrid(form());
    expect(await fromSendGrid(form({ attachment2: undefined, SPF: undefined }))).toEqual(whole);
    expect(await refusalOf(() => fromSendGrid(form({ attachment2: null })))).toEqual([
      "not-an-email",
      "form.attachment2",
    ]);
  });

  it("reads files by what attachment-info says of them", async () => {
    const bare = form({ attachment1: new Uint8Array(new TextEncoder().encode(calendar)) });
    const { email, lost } = await fromSendGrid(bare);
    expect([email.messages.length, email.messageId, lost]).toEqual([
      1,
      "<1@example.test>",
      ['the method of the calendar part "invite.ics"'],
    ]);
  });

  it("says what did not come along, and refuses what is no mail", async () => {
    const charsets = JSON.stringify({ text: "iso-8859-1", subject: "UTF-8" });
    const broken = form({ attachments: "2", headers: "", text: "Gr\ufffd\ufffde", charsets });
    expect((await fromSendGrid(broken)).lost).toEqual([
      "the header of the mail",
      "1 of 2 files",
      "characters of the text, which is not in UTF-8",
    ]);
    expect(await refusalOf(() => fromSendGrid({}))).toEqual(["not-an-email", "form.email"]);
    expect(await refusalOf(() => fromSendGrid({ email: "hello" }))).toEqual(["not-an-email", "form.email"]);
    expect(await refusalOf(() => fromSendGrid(form({ text: 7 })))).toEqual(["not-an-email", "form.text"]);
    expect(await refusalOf(() => Reflect.apply(fromSendGrid, undefined, [new Map()]))).toEqual([
      "not-an-email",
      "form.email",
    ]);
  });
});
