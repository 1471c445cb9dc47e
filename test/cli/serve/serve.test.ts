import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { smtpIn } from "../../../src/cli/serve/smtp-in.ts";
import { verifyCallback } from "../../../src/cronofy/index.ts";
import { openEmail } from "../../../src/index.ts";
import { letTheClockGo } from "../../support/clock.ts";
import { itip } from "../../support/fake-io.ts";
import { replyEmail } from "../../support/fixtures/reply-email.ts";
import { freePort } from "../../support/free-port.ts";
import { type Exchange, serveLoopback } from "../../support/loopback.ts";
import { eventually, postTo, recipientOf, type Serving, serving } from "../../support/serving.ts";

const jane = "jane@example.test";
const open: { stop?(): Promise<unknown>; close?(): Promise<unknown> }[] = [];

// It looks every second for what is due: its clock has to go.
beforeAll(() => {
  letTheClockGo();
});

afterEach(async () => {
  for (const one of open.splice(0)) await (one.stop ?? one.close)?.call(one);
});

async function served(argv?: string[], files?: Record<string, string>): Promise<Serving> {
  const one = await serving(argv, files);
  open.push(one);
  return one;
}

/** A moment as DTSTAMP has it. */
function stamp(moment: Date): string {
  return moment.toISOString().replace(/[-:]|\.\d+/g, "");
}

function viewing(changes: object = {}): object {
  return {
    smart_invite_id: "viewing-7",
    recipient: { email: jane },
    event: {
      summary: "Flat viewing",
      start: "2027-05-07T09:30:00Z",
      end: "2027-05-07T10:00:00Z",
      tzid: "Europe/London",
    },
    ...changes,
  };
}

describe("itip serve", () => {
  it("says where it is, and ends when it is told to", async () => {
    const { url, said, stop } = await serving();
    expect(said()).toContain(`${url}/v1/smart_invites (Authorization: Bearer secret)`);
    expect((await fetch(url)).status).toBe(200);
    expect(await stop()).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it("lets people answer by themselves, each with their own calendar, and calls back with a signature", async () => {
    const heard: Exchange[] = [];
    const listener = await serveLoopback(async (request) => {
      heard.push(request);
      return { status: 200 };
    });
    open.push(listener);
    const people = JSON.stringify([
      { email: jane, client: "google", status: "accepted", comment: "See you" },
      { email: "otto@example.test", client: "exchange", status: "declined", delay: 1 },
    ]);
    const { url } = await served(["--people", "people.json", "--secret", "CRN_x"], { "people.json": people });
    const recipients = [{ email: jane }, { email: "otto@example.test" }, { email: "li@example.test" }];
    const body = {
      ...viewing({ callback_url: `${listener.url}/answers` }),
      recipient: undefined,
      recipients,
    };
    const headers = { Authorization: "Bearer CRN_x" };
    await fetch(`${url}/v1/smart_invites`, { method: "POST", headers, body: JSON.stringify(body) });
    await eventually(
      () => heard.length,
      (count) => count === 2,
    );
    const [first, second] = heard.map((request) => JSON.parse(request.body).smart_invite.reply);
    expect(first).toEqual({ email: jane, status: "accepted", comment: "See you" });
    expect(second).toEqual({ email: "otto@example.test", status: "declined" });
    const signature = String(heard[0]?.headers["cronofy-hmac-sha256"]);
    expect(await verifyCallback(heard[0]?.body ?? "", signature, "CRN_x")).toBe(true);
  });

  it("tells of a callback that was refused", async () => {
    const { url, told } = await served(["--people", "p"], {
      p: JSON.stringify([{ email: jane, client: "google", status: "accepted" }]),
    });
    await postTo(url, viewing({ callback_url: "http://127.0.0.1:9/none" }));

    const line = await eventually(told, (text) => text.includes("it will be tried again"));
    expect(line).toMatch(/^itip serve: callback of viewing-7\/jane@example\.test: /);
  });

  it("takes the answer of a link", async () => {
    const { url } = await served();
    await postTo(url, viewing());
    const page = await (await fetch(`${url}/mail/1`)).text();
    const link =
      /href=&amp;quot;(http[^&]*answer\?answer=[\w.-]+)|href=&quot;(http[^&]*answer\?answer=[\w.-]+)/.exec(
        page,
      );
    const address = link?.[1] ?? link?.[2] ?? "";
    expect(await recipientOf(url, "viewing-7", jane)).toMatchObject({ status: "pending" });
    expect((await fetch(address)).status).toBe(200);
    expect(await recipientOf(url, "viewing-7", jane)).toMatchObject({ status: "pending" });
    await fetch(address, { method: "POST", body: new URLSearchParams({ comment: "By link" }) });
    expect(await recipientOf(url, "viewing-7", jane)).toEqual({
      email: jane,
      status: "accepted",
      comment: "By link",
    });
  });
});

describe("itip serve --data", () => {
  it("goes on where it ended, names damaged files, and serves the others", async () => {
    const folder = mkdtempSync(join(tmpdir(), "itip-serve-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const data = join(folder, "data");
    const first = await serving(["--data", data]);
    await postTo(first.url, viewing());
    await postTo(first.url, viewing({ smart_invite_id: "viewing-8" }));
    await first.stop();
    const damaged = readdirSync(data).find((name) => name.startsWith("viewing-8")) ?? "";
    writeFileSync(join(data, damaged), readFileSync(join(data, damaged), "utf8").slice(0, 100));
    const second = await served(["--data", data]);
    expect(second.told()).toContain(`${join(data, damaged)} is left as it is`);
    expect(await recipientOf(second.url, "viewing-7", jane)).toEqual({ email: jane, status: "pending" });
    expect(await recipientOf(second.url, "viewing-8", jane)).toBe(500);
    expect(await (await fetch(second.url)).text()).toContain("Flat viewing");
  });
});

describe("itip serve with mail", () => {
  it("sends to a mail server, and takes what a mail program answers", async () => {
    const arrived: string[] = [];
    const program = await smtpIn(0, "127.0.0.1", async (raw) => {
      arrived.push(new TextDecoder().decode(raw));
    });
    open.push(program);
    const { url, said } = await served(["--smtp-out", `127.0.0.1:${program.port}`, "--smtp-in", "0"]);
    await postTo(url, viewing());
    const [invitation = ""] = await eventually(
      () => arrived,
      (mails) => mails.length > 0,
    );
    const opened = await openEmail(invitation);
    expect(opened.messages[0]?.method).toBe("REQUEST");
    const ics = invitation.slice(
      invitation.indexOf("BEGIN:VCALENDAR"),
      invitation.indexOf("END:VCALENDAR") + 13,
    );
    const port = Number(/Mail comes in at port (\d+)/.exec(said())?.[1]);
    const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true });
    const raw = replyEmail(ics, {
      from: jane,
      partstat: "TENTATIVE",
      comment: "By SMTP",
      at: stamp(new Date()),
    });
    await transport.sendMail({ envelope: { from: jane, to: ["organizer@example.com"] }, raw });
    expect(await recipientOf(url, "viewing-7", jane)).toEqual({
      email: jane,
      status: "tentative",
      comment: "By SMTP",
    });
  });

  it("goes on where the mail server is away", async () => {
    const { url, told } = await served(["--smtp-out", "127.0.0.1:9"]);
    expect((await postTo(url, viewing())).status).toBe(200);
    expect(await eventually(told, (text) => text !== "")).toContain("mail of viewing-7/jane@example.test");
  });
});

describe("itip serve with wrong arguments", () => {
  it.each([
    [["--port", "http"], "--port: must be a port"],
    [["--port", "65536"], "--port: must be a port"],
    [["--smtp-out", "mail"], "--smtp-out: must be HOST:PORT"],
    [["--smtp-in", "x"], "--smtp-in: must be a port"],
    [["--secret", "geheim\n"], "--secret: must be printable ASCII"],
    [["--secret", ""], "--secret: must be printable ASCII"],
    [["--organizer", "nobody"], "--organizer: must be an email address"],
    [["--people", "none.json"], "none.json: there is no such file"],
    [["--port", "0", "--host", "192.0.2.7"], "--host: must be an address of this machine"],
    [["--port", "0", "--host", ""], "--host: must be an address of this machine"],
    [["--port", "0", "--host", "::1%lo"], "--host: must be an address of this machine"],
    [["--port", "0", "--data", "package.json"], "--data: must be a folder"],
    [["now"], "now: itip serve takes options alone"],
  ])("refuses %j", async (argv, message) => {
    const { status, err } = await itip(["serve", ...argv]);
    expect(status).toBe(2);
    expect(err).toContain(message);
  });

  it("refuses a port that is taken, and a folder that is a file", async () => {
    const [port, unused] = [String(await freePort()), String(await freePort())];
    const other = createServer().listen(Number(port), "127.0.0.1");
    await once(other, "listening");
    const taken = await itip(["serve", "--port", port]);
    expect([taken.status, taken.err]).toEqual([2, expect.stringContaining("--port: the port is taken")]);
    const free = await fetch(`http://127.0.0.1:${unused}/`).catch(() => "nobody listens");
    expect(free).toBe("nobody listens");
    const mail = await itip(["serve", "--port", unused, "--smtp-in", port]);
    expect([mail.status, mail.err]).toEqual([2, expect.stringContaining("--smtp-in: the port is taken")]);
    await expect(fetch(`http://127.0.0.1:${unused}/`)).rejects.toThrow();
    other.close();
    const file = await itip(["serve", "--port", "0", "--data", "package.json/data"]);
    expect([file.status, file.err]).toEqual([2, expect.stringContaining("--data: must be a folder")]);
  });

  it("says what it takes", async () => {
    const { status, out } = await itip(["serve", "--help"]);
    expect(status).toBe(0);
    for (const option of ["--port", "--secret", "--people", "--data", "--smtp-out", "--smtp-in"]) {
      expect(out).toContain(option);
    }
  });
});
