import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openEmail, readReplies } from "../../src/index.ts";
import { anyCharacter } from "../support/arbitrary/letters.ts";
import { itip } from "../support/fake-io.ts";
import { describedReview } from "../support/fixtures/review-event.ts";
import { runs } from "../support/runs.ts";

const event = {
  id: "review",
  organizer: { email: "planner@example.com", name: "Planner" },
  recipients: [{ email: "jane@example.test", name: "Jane Doe" }],
  event: { ...describedReview, recurrence: { rule: "FREQ=WEEKLY;COUNT=3" } },
};
const now = ["--now", "2026-05-01T07:30:00Z"];
const files = { "event.json": JSON.stringify(event) };
const several = {
  "event.json": JSON.stringify({
    ...event,
    recipients: [{ email: "jane@example.test" }, { email: "omar/x@example.test" }],
  }),
};

async function invitation(): Promise<string> {
  const { status, out } = await itip(["invite", "event.json", ...now], { files });
  expect(status).toBe(0);
  return out;
}

async function answered(...more: string[]): Promise<string> {
  const argv = ["answer", "-", "--as", "jane@example.test", ...more, ...now];
  const { status, out, err } = await itip(argv, { stdin: await invitation() });
  expect({ status, err }).toEqual({ status: 0, err: "" });
  return out;
}

describe("itip invite", () => {
  it("writes the email of the only recipient", async () => {
    const opened = await openEmail(await invitation());
    expect(opened.to).toEqual([{ email: "jane@example.test", name: "Jane Doe" }]);
    expect(opened.messages.map(({ method }) => method)).toEqual(["REQUEST"]);
  });

  it("reads standard input, and writes the calendar text alone", async () => {
    const { out, status } = await itip(["invite", "-", "--ics", ...now], { stdin: JSON.stringify(event) });
    expect(status).toBe(0);
    expect(out).toMatch(/^BEGIN:VCALENDAR\r\n/);
  });

  it("asks which one of several recipients is meant", async () => {
    const vague = await itip(["invite", "event.json"], { files: several });
    expect(vague.status).toBe(2);
    expect(vague.err).toBe(
      "itip invite: invalid-argument: recipients: must be one, got 2: choose one with --to, or take all with --out\n",
    );
    const chosen = await itip(["invite", "event.json", "--to", "JANE@example.test"], { files: several });
    expect((await openEmail(chosen.out)).to).toEqual([{ email: "jane@example.test" }]);
    const nobody = await itip(["invite", "event.json", "--to", "eve@example.test"], { files: several });
    expect(nobody.status).toBe(2);
  });

  it("writes all of them into a folder, under names that stay in it", async () => {
    const { written, out, err } = await itip(["invite", "event.json", "--out", "mails"], { files: several });
    expect(Object.keys(written)).toEqual(["mails/jane@example.test.eml", "mails/omar_x@example.test.eml"]);
    expect(out).toBe("");
    expect(err.split("\n")).toHaveLength(3);
    const to = ["--to", "jane@example.test"];
    const one = await itip(["invite", "event.json", "--out", "mails", ...to], { files: several });
    expect(Object.keys(one.written)).toEqual(["mails/jane@example.test.eml"]);
  });

  it("tells all that is wrong with an event, each fault on a line of its own with the code", async () => {
    const wrong = { "event.json": JSON.stringify({ ...event, event: { start: "soon" } }) };
    const { status, out, err } = await itip(["invite", "event.json"], { files: wrong });
    expect({ status, out }).toEqual({ status: 2, out: "" });
    const lines = err.trimEnd().split("\n");
    for (const line of lines) expect(line).toMatch(/^itip invite: invalid-event: event\.\w+: must be /);
    expect(lines.map((line) => line.split(": ")[2])).toEqual(
      expect.arrayContaining(["event.summary", "event.start", "event.end"]),
    );
    const empty = await itip(["invite", "event.json"], { files: { "event.json": '{ "id": 1 }' } });
    for (const path of ["id", "organizer", "recipients", "event"])
      expect(empty.err).toContain(` ${path}: must be `);
    expect(empty.err).not.toContain("more)");
    expect((await itip(["invite", "event.json"], { files: { "event.json": "{" } })).err).toBe(
      "itip invite: invalid-argument: event.json: must be JSON\n",
    );
  });

  it.each([
    [20, 20, "recipients[19].email: must be an email address"],
    [21, 21, "(and 1 more)"],
    [3_000, 21, "(and 2980 more)"],
  ])("tells of %i wrong addresses on %i lines, the last of which says: %s", async (wrong, lines, last) => {
    const recipients = Array.from({ length: wrong }, (_, index) => ({ email: `nobody ${index}` }));
    const { err } = await itip(["invite", "-"], { stdin: JSON.stringify({ ...event, recipients }) });
    const told = err.trimEnd().split("\n");
    expect(told).toHaveLength(lines);
    expect(told[0]).toContain(": recipients[0].email: must be an email address");
    expect(told.at(-1)).toContain(`itip invite: invalid-event: ${last}`);
  });
});

describe("itip answer", () => {
  it("answers an invitation from its email", async () => {
    const opened = await openEmail(await answered("--status", "accepted", "--comment", "See you"));
    expect(opened.inReplyTo).toBeDefined();
    expect(opened.messages.flatMap((message) => readReplies(message))).toMatchObject([
      { email: "jane@example.test", status: "accepted", comment: "See you" },
    ]);
  });

  it.each([
    ["that is longer than a line", `<${"a".repeat(1_200)}@example.com>`],
    ["beyond ASCII", "<tée@example.com>"],
    ["without brackets", "tea@example.com"],
  ])("refers to no Message-ID %s, which no header can name", async (_, messageId) => {
    const { out: invited } = await itip(["invite", "event.json"], { files });
    const stdin = invited.replace(/^Message-ID: .*$/m, `Message-ID: ${messageId}`);
    const { status, out } = await itip(
      ["answer", "-", ...["--as", "jane@example.test", "--status", "declined"]],
      {
        stdin,
      },
    );
    const opened = await openEmail(out);
    expect([status, opened.inReplyTo, opened.references]).toEqual([0, undefined, undefined]);
    expect(out).not.toMatch(/^(?:In-Reply-To|References):/im);
  });

  it.each([[], ["--client", "google"]])(
    "notes that a misspelt address is no guest's: %j",
    async (...client) => {
      const { out: stdin } = await itip(["invite", "event.json"], { files });
      const said = (email: string) =>
        itip(["answer", "-", "--as", email, "--status", "accepted", ...client], { stdin });
      expect(await said("jnae@example.test")).toMatchObject({
        status: 0,
        err: "itip answer: jnae@example.test is not among the guests: jane@example.test\n",
      });
      expect((await said("Jane@EXAMPLE.test")).err).toBe("");
    },
  );

  it("answers as a certain calendar does", async () => {
    const raw = await answered(
      "--status",
      "declined",
      "--client",
      "exchange",
      "--locale",
      "de",
      "--comment",
      "Weg",
    );
    const opened = await openEmail(raw);
    expect(opened.subject).toBe("Abgelehnt: Budget review");
    expect(opened.messages.flatMap((message) => readReplies(message))).toMatchObject([
      { status: "declined", comment: "Weg" },
    ]);
  });

  it("answers in the language of the sender", async () => {
    const opened = await openEmail(await answered("--status", "accepted", "--locale", "de"));
    expect(opened.subject).toBe("Zugesagt: Budget review");
    expect(opened.messages.flatMap((message) => readReplies(message))).toMatchObject([
      { status: "accepted" },
    ]);
  });

  it("proposes another time for one occurrence", async () => {
    const raw = await answered(
      "--status",
      "tentative",
      "--instance",
      "2026-05-14T10:30",
      "--propose",
      "2026-05-15T09:00/2026-05-15T10:00",
    );
    const [message] = (await openEmail(raw)).messages;
    expect(message?.method).toBe("COUNTER");
    expect(message === undefined ? [] : readReplies(message)).toMatchObject([
      {
        instance: { time: "2026-05-14T10:30:00+01:00", tzid: "Europe/London" },
        proposal: { start: { time: "2026-05-15T09:00:00+01:00", tzid: "Europe/London" } },
      },
    ]);
  });

  it("writes the calendar text alone", async () => {
    expect(await answered("--status", "accepted", "--ics")).toMatch(/^BEGIN:VCALENDAR\r\n/);
  });

  it("says what it cannot do, in one line with the code", async () => {
    const stdin = await invitation();
    const errorOf = async (...argv: string[]) => (await itip(["answer", "-", ...argv], { stdin })).err;
    const as = ["--as", "jane@example.test"];
    expect(await errorOf("--status", "accepted")).toBe(
      "itip answer: invalid-argument: --as: must be the address of the one who answers\n",
    );
    expect(await errorOf(...as, "--status", "maybe")).toMatch(/^itip answer: invalid-argument: --status: /);
    expect(await errorOf(...as, "--status", "accepted", "--client", "lotus")).toMatch(
      /--client: must be one of/,
    );
    expect(await errorOf(...as, "--status", "accepted", "--client", "apple", "--comment", "x")).toBe(
      "itip answer: cannot-answer: --comment: must be absent: apple has no place for a comment\n",
    );
    expect(await errorOf(...as, "--status", "accepted", "--instance", "2026-05-15T10:30")).toMatch(
      /^itip answer: unknown-instance: /,
    );
    expect(await errorOf(...as, "--status", "accepted", "--propose", "tomorrow")).toMatch(/--propose: /);
  });
});

describe("itip show", () => {
  it("says who answered what, in words", async () => {
    const stdin = await answered(
      "--status",
      "declined",
      "--client",
      "google",
      "--comment",
      "On leave\nSorry",
      "--instance",
      "2026-05-14T10:30",
      "--propose",
      "2026-05-21T12:00/2026-05-21T13:00",
    );
    const { out, status } = await itip(["show", "-", "--time-zone", "Europe/Paris"], { stdin });
    expect(status).toBe(0);
    expect(out).toContain("Jane Doe <jane@example.test> has declined\n");
    expect(out).toContain("Status:      declined\n");
    expect(out).toContain("Comment:     On leave\n               Sorry\n");
    expect(out).toMatch(/Proposal: {4}Thursday, 21 May 2026.* 13:00 – 14:00 \(Europe\/Paris/);
    expect(out).toMatch(/Occurrence: {2}Thursday, 14 May 2026.* 11:30 \(Europe\/Paris/);
  });

  it("says it as JSON", async () => {
    const stdin = await answered("--status", "tentative", "--client", "outlook", "--comment", "Perhaps");
    const shown = JSON.parse((await itip(["show", "-", "--json"], { stdin })).out);
    expect(shown).toMatchObject({
      from: { email: "jane@example.test", name: "Jane Doe" },
      replies: [{ email: "jane@example.test", status: "tentative", comment: "Perhaps" }],
      messages: [{ method: "REPLY", kind: "VEVENT" }],
      bounces: [],
    });
  });

  it("says who stands in for whom, and that an answer goes on for all later occurrences", async () => {
    const stdin = [
      "BEGIN:VCALENDAR",
      "METHOD:REPLY",
      "BEGIN:VEVENT",
      "UID:1",
      'ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:jane@example.test";DELEGATED-TO="mailto:li@example.test":mailto:omar@example.test',
      "RECURRENCE-ID;RANGE=THISANDFUTURE:20260514T093000Z",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ].join("\r\n");
    const { out } = await itip(["show", "-"], { stdin });
    expect(out).toContain("Delegated:   li@example.test\n");
    expect(out).toContain("In place of: jane@example.test\n");
    expect(out).toMatch(/Occurrence: {2}Thursday, 14 May 2026.* and all later ones\n/);
  });

  it("says what an invitation is about", async () => {
    const { out } = await itip(["show", "-"], { stdin: await invitation() });
    expect(out).toContain("Invitation (REQUEST)\n");
    expect(out).toMatch(/When: {8}Thursday, 7 May 2026.* 10:30 – 11:30 \(Europe\/London/);
    expect(out).toContain("Repeats:     FREQ=WEEKLY;COUNT=3\n");
    expect(out).toContain("Guests:      Jane Doe <jane@example.test> has not decided\n");
  });

  it("ends with 1 where there is nothing to show, with 2 where nothing can be read", async () => {
    const letter = "From: a@example.test\r\nSubject: Hello\r\n\r\nHow are you?\r\n";
    const nothing = await itip(["show", "-"], { stdin: letter });
    expect(nothing).toMatchObject({ status: 1, err: "itip show: there is no scheduling message in it\n" });
    const empty = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";
    expect((await itip(["show", "-"], { stdin: empty })).status).toBe(1);
    expect(await itip(["show", "x.eml"])).toMatchObject({
      status: 2,
      err: "itip show: invalid-argument: x.eml: there is no such file\n",
    });
    expect((await itip(["show", "-"], { stdin: "nothing of the kind" })).status).toBe(2);
  });

  it("lets no text move the cursor of a terminal", async () => {
    const stdin = [
      "BEGIN:VCALENDAR",
      "METHOD:REPLY",
      "BEGIN:VEVENT",
      "UID:1",
      "SUMMARY:A\u009b2JB\u202eC",
      "ATTENDEE;CN=\u009bEvil;PARTSTAT=ACCEPTED:mailto:eve@example.test",
      "COMMENT:\u009b31mred",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ].join("\r\n");
    const { out } = await itip(["show", "-"], { stdin });
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});

describe("itip check", () => {
  const broken =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

  it("ends with 0 for what this package writes", async () => {
    const mails = { "a.eml": await invitation(), "b.eml": await answered("--status", "accepted") };
    const { status, out } = await itip(["check", "a.eml", "b.eml"], { files: mails });
    expect({ status, out }).toEqual({ status: 0, out: "" });
  });

  it("names line, severity, rule and section, and ends with 1 for an error", async () => {
    const { status, out } = await itip(["check", "x.ics"], { files: { "x.ics": broken } });
    expect(status).toBe(1);
    expect(out).toMatch(
      /^x\.ics:\d+: error: .* \(RFC 5546 section 3\.2\.3\) VCALENDAR\.VEVENT\[0\]\.\S+ \[[a-z-]+\]$/m,
    );
  });

  it("says it as JSON", async () => {
    const { status, out } = await itip(["check", "--json", "-"], { stdin: broken });
    expect(status).toBe(1);
    expect(JSON.parse(out)[0]).toMatchObject({
      file: "-",
      severity: "error",
      reference: expect.stringMatching(/^RFC \d+ section/),
    });
  });

  it("finds what an email says wrong about the calendar in it", async () => {
    const { status, out } = await itip(["check", "-"], {
      stdin: (await answered("--status", "accepted", "--client", "zimbra")).replace(
        "method=REPLY",
        "method=REQUEST",
      ),
    });
    expect(status).toBe(1);
    expect(out).toMatch(/parts\[3\]\.part \[method-parameter-differs\]/);
  });

  it("tells its progress through several files on standard error", async () => {
    const all = { "a.ics": broken, "b.ics": broken };
    const quiet = await itip(["check", "a.ics"], { files: all });
    expect(quiet.err).toBe("");
    const { err } = await itip(["check", "a.ics", "b.ics"], { files: all });
    expect(err).toMatch(/^\[1\/2\] a\.ics\n\[2\/2\] b\.ics\n2 files: \d+ errors, /);
  });

  it("goes on behind a file that cannot be read, and ends with 2", async () => {
    const { status, out, err } = await itip(["check", "none.ics", "b.ics"], { files: { "b.ics": broken } });
    expect(status).toBe(2);
    expect(out).toMatch(/^b\.ics:/);
    expect(err).toContain("itip check: invalid-argument: none.ics: there is no such file\n");
  });

  it("shows errors alone with --quiet, and colours on a terminal alone", async () => {
    const { out } = await itip(["check", "--quiet", "-"], { stdin: broken });
    expect(out).not.toMatch(/: (?:warning|info): /);
    expect(out).not.toContain("\u001b");
    expect((await itip(["check", "-"], { stdin: broken, terminal: true })).out).toContain(
      "\u001b[31merror\u001b[0m",
    );
  });
});

describe("itip", () => {
  it("explains itself and every command", async () => {
    const { out, status } = await itip(["--help"]);
    expect(status).toBe(0);
    for (const command of ["invite", "answer", "show", "check"]) {
      expect(out).toContain(`  ${command}`);
      const help = await itip([command, "--help"]);
      expect(help).toMatchObject({ status: 0, err: "" });
      expect(help.out).toMatch(new RegExp(`^Usage: itip ${command} `));
      expect(help.out).toContain("Exit status: ");
    }
    expect((await itip(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("refuses wrong use with 2 and one line", async () => {
    for (const argv of [
      [],
      ["fly"],
      ["show"],
      ["show", "a", "b"],
      ["check"],
      ["check", "--frob"],
      ["invite", "--to"],
    ]) {
      const { status, out, err } = await itip(argv);
      expect({ status, out }).toEqual({ status: 2, out: "" });
      expect(err).toMatch(/^itip.*: invalid-argument: .*\n$/);
      expect(err.trimEnd()).not.toContain("\n");
    }
  });

  it("ends with 0, 1 or 2 whatever it is given", async () => {
    const words = fc.oneof(
      fc.constantFrom(
        "invite",
        "answer",
        "show",
        "check",
        "-",
        "--json",
        "--as",
        "--status",
        "accepted",
        "--help",
      ),
      fc.string({ unit: anyCharacter, maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(words, { maxLength: 6 }),
        fc.string({ unit: anyCharacter }),
        async (argv, stdin) => {
          const { status, err } = await itip(argv, { stdin });
          expect([0, 1, 2]).toContain(status);
          expect(err.split("\n").length).toBeLessThanOrEqual(2 * argv.length + 2);
        },
      ),
      { numRuns: runs(1_000) },
    );
  });
});
