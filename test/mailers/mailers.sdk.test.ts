import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { gmail as gmailClient } from "@googleapis/gmail";
import { Client } from "@microsoft/microsoft-graph-client";
import sendgrid from "@sendgrid/mail";
import Mailgun from "mailgun.js";
import { ServerClient } from "postmark";
import { Resend } from "resend";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { composeEmail } from "../../src/email/compose/compose.ts";
import {
  toAmazonSes,
  toGmail,
  toMailgun,
  toMicrosoftGraph,
  toPostmark,
  toResend,
  toSendGrid,
} from "../../src/mailers/index.ts";
import { outgoing } from "../support/fixtures/outgoing.ts";
import { type Exchange, type Loopback, serveLoopback } from "../support/loopback.ts";

const options = {
  from: { email: "mail@example.com", name: "Mailer" },
  attachments: [
    { filename: "agenda.pdf", content: Uint8Array.from([37, 80, 68, 70]), contentType: "application/pdf" },
  ],
};
const message = outgoing();
const email = composeEmail(message, options);
const ofBase64 = (text: unknown) => Buffer.from(String(text), "base64").toString("latin1");

let server: Loopback;
let seen: Exchange[] = [];

beforeEach(async () => {
  seen = [];
  server = await serveLoopback(async (request) => {
    seen.push(request);
    return { status: 200, body: { id: "1", MessageId: "1", ErrorCode: 0, Message: "OK" } };
  });
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await server.close();
});

/** The JSON of the one request that the service got. */
function sent(): Record<string, unknown> {
  expect(seen).toHaveLength(1);
  return JSON.parse(seen[0]?.body ?? "null");
}

describe("through the service's own SDK nothing is dropped between our body and the wire", () => {
  it("Amazon SES", async () => {
    const credentials = { accessKeyId: "a", secretAccessKey: "b" };
    const client = new SESv2Client({ region: "us-east-1", endpoint: server.url, credentials });
    await client.send(new SendEmailCommand(toAmazonSes(message, options).body));
    expect(sent()).toEqual({
      FromEmailAddress: "mail@example.com",
      Destination: { ToAddresses: ["jane@example.test"] },
      Content: { Raw: { Data: Buffer.from(email.raw, "latin1").toString("base64") } },
    });
  });

  it("Gmail", async () => {
    const { body } = toGmail(message, options);
    await gmailClient({ version: "v1", rootUrl: `${server.url}/`, auth: "key" }).users.messages.send({
      userId: "me",
      requestBody: body,
    });
    expect(sent()).toEqual(body);
  });

  it("Mailgun", async () => {
    const { body } = toMailgun(message, options);
    const client = new Mailgun(FormData).client({ username: "api", key: "key", url: server.url });
    await client.messages.create("example.com", { to: body.to, message: Buffer.from(body.message) });
    expect(seen[0]?.url.pathname).toBe("/v3/example.com/messages.mime");
    expect(seen[0]?.body).toContain(email.raw);
    expect(seen[0]?.body).toMatch(/name="to"\r\n\r\njane@example\.test\r\n/);
  });

  it("Microsoft Graph", async () => {
    const client = Client.init({
      baseUrl: `${server.url}/`,
      customHosts: new Set(["127.0.0.1"]),
      authProvider: (done) => done(null, "token"),
    });
    await client
      .api("/me/sendMail")
      .header("Content-Type", "text/plain")
      .post(toMicrosoftGraph(message, options).body);
    expect(seen[0]?.headers["content-type"]).toBe("text/plain");
    expect(ofBase64(seen[0]?.body)).toBe(email.raw);
  });

  it("Postmark", async () => {
    const { body } = toPostmark(message, options);
    const { host } = new URL(server.url);
    await new ServerClient("token", { requestHost: host, useHttps: false }).sendEmail(body);
    expect(sent()).toEqual(body);
  });

  it("Resend, whose SDK reads other names than its REST API", async () => {
    const { body } = toResend(message, options);
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      seen.push({ method: init.method ?? "", url: new URL(url), headers: {}, body: String(init.body) });
      return new Response(JSON.stringify({ id: "1" }), { headers: { "content-type": "application/json" } });
    });
    await new Resend("re_key").emails.send(body);
    expect(sent()).toMatchObject({
      from: '"Mailer" <mail@example.com>',
      to: ['"Jane Roe" <jane@example.test>'],
      reply_to: '"Anna Org" <org@example.test>',
      subject: email.subject,
      text: email.parts.text,
      html: email.parts.html,
      headers: { "Message-ID": email.messageId, ...email.headers },
      attachments: [
        { filename: "invite.ics", content_type: "text/calendar; charset=utf-8; method=REQUEST" },
        { filename: "agenda.pdf", content_type: "application/pdf", content: "JVBERg==" },
      ],
    });
  });

  it("SendGrid", async () => {
    const { body } = toSendGrid(message, options);
    sendgrid.setApiKey("SG.key");
    Reflect.get(sendgrid, "client").setDefaultRequest("baseUrl", server.url);
    // The SDK wants at least one part; ours has three, which its types say as a tuple.
    const [first, ...rest] = body.content;
    if (first === undefined) throw new Error("no content");
    await sendgrid.send({ ...body, content: [first, ...rest] });
    const { reply_to, ...others } = body;
    expect(sent()).toEqual({ ...others, reply_to });
  });
});

describe("a REST call without the SDK", () => {
  it("gives Resend the names that its REST API reads", () => {
    const { body } = toResend(message, options);
    expect(body.reply_to).toBe('"Anna Org" <org@example.test>');
    expect(body.attachments.map(({ content_type }) => content_type)).toEqual([
      "text/calendar; charset=utf-8; method=REQUEST",
      "application/pdf",
    ]);
  });
});

describe("files and copies", () => {
  const inline = { ...options, copies: "inline" as const };

  it("leave the attached calendar out where the service knows the alternative", () => {
    expect(toSendGrid(message, inline).body.attachments.map(({ filename }) => filename)).toEqual([
      "agenda.pdf",
    ]);
  });

  it("keep it where the attachment is the only calendar there is", () => {
    const names = ({ attachments }: { attachments: { filename: string }[] }) =>
      attachments.map((a) => a.filename);
    expect(names(toResend(message, inline).body)).toEqual(["invite.ics", "agenda.pdf"]);
  });
});
