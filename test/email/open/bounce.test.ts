import { describe, expect, it } from "vitest";
import { composeEmail } from "../../../src/email/compose/compose.ts";
import { readDeliveryStatus, readPlainBounce } from "../../../src/email/open/bounce.ts";
import { openEmail } from "../../../src/email/open/open.ts";
import { outgoing } from "../../support/fixtures/outgoing.ts";
import { emailOf, multipartOf, part } from "../../support/fixtures/raw-email.ts";

const status = (...blocks: string[][]) => blocks.map((block) => `${block.join("\r\n")}\r\n`).join("\r\n");
const reporter = ["Reporting-MTA: dns; mx.example.test", "Arrival-Date: Fri, 1 May 2026 10:00:00 +0000"];

describe("a delivery status", () => {
  it.each([
    [
      ["Final-Recipient: rfc822; jane@example.test", "Action: failed", "Status: 5.1.1"],
      "jane@example.test",
      "5.1.1",
    ],
    [
      [
        "Original-Recipient: rfc822;jane@example.test",
        "Final-Recipient: RFC822; j.roe@inner.test",
        "Action: failed (gone)",
        "Status: 5.2.2 (full)",
      ],
      "jane@example.test",
      "5.2.2",
      true,
    ],
    [
      ["final-recipient: rfc822;<jane@example.test>", "action: FAILED", "status: 5.0.0"],
      "jane@example.test",
      "5.0.0",
    ],
    [["Final-Recipient: utf-8; jane@example.test", "Status: 5.7.1"], "jane@example.test", "5.7.1"],
    [
      [
        "Final-Recipient: rfc822; jane@example.test",
        "Action: failed",
        "Diagnostic-Code: smtp; 550",
        " 5.1.10 no such user",
      ],
      "jane@example.test",
      "5.1.10",
    ],
    [["Final-Recipient: rfc822; jane@example.test", "Action: failed"], "jane@example.test", "5.0.0"],
  ])("%j reports a bounce from %s", (block, email, code, original = false) => {
    expect(readDeliveryStatus(status(reporter, block)).failed).toEqual([{ email, status: code, original }]);
  });

  it.each(["delivered", "relayed", "expanded"])("of what was %s is no bounce", (action) => {
    const block = ["Final-Recipient: rfc822; jane@example.test", `Action: ${action}`, "Status: 2.0.0"];
    expect(readDeliveryStatus(status(reporter, block))).toEqual({
      failed: [],
      delayed: [],
      reached: ["jane@example.test"],
    });
  });

  it("of a mail that is late says so", () => {
    const block = ["Final-Recipient: rfc822; jane@example.test", "Action: delayed", "Status: 4.4.1"];
    expect(readDeliveryStatus(status(reporter, block))).toEqual({
      failed: [],
      delayed: [{ email: "jane@example.test", status: "4.4.1" }],
      reached: [],
    });
  });

  it("names who failed after a thousand that were reached", () => {
    const block = (name: string, action: string) => [
      `Final-Recipient: rfc822; ${name}@example.test`,
      `Action: ${action}`,
    ];
    const reached = Array.from({ length: 1_001 }, (_, at) => block(`guest${at}`, "delivered"));
    const report = readDeliveryStatus(status(reporter, ...reached, block("jane", "failed")));
    expect(report.failed.map(({ email }) => email)).toEqual(["jane@example.test"]);
    expect(report.reached).toHaveLength(1_001);
  });

  it("names every recipient that failed", () => {
    const block = (name: string) => [
      `Final-Recipient: rfc822; ${name}@example.test`,
      "Action: failed",
      "Status: 5.1.1",
    ];
    expect(
      readDeliveryStatus(status(reporter, block("a"), block("b"))).failed.map((bounce) => bounce.email),
    ).toEqual(["a@example.test", "b@example.test"]);
  });
});

it("letters that are no report are read where their form is known", () => {
  const failed = (email: string, status: string) => ({ email, status, original: false });
  expect(readPlainBounce("jane@example.test, omar@example.test", "550 5.1.1 unknown", undefined)).toEqual([
    failed("jane@example.test", "5.1.1"),
    failed("omar@example.test", "5.1.1"),
  ]);
  const qmail =
    "Hi. This is the qmail-send program at example.test.\nI'm afraid …\n\n<jane@example.test>:\n550 no such user (#5.1.1)\n";
  expect(readPlainBounce(undefined, qmail, undefined)).toEqual([failed("jane@example.test", "5.1.1")]);
  expect(readPlainBounce(undefined, "It is on its way.\n", "jane@example.test")).toEqual([]);
  expect(readPlainBounce(undefined, "421 try again later\n", "jane@example.test")).toEqual([]);
  expect(readPlainBounce(undefined, "said: 550 no such user\n", "jane@example.test")).toEqual([
    failed("jane@example.test", "5.0.0"),
  ]);
});

describe("a letter of a mailer", () => {
  const returned = composeEmail(outgoing()).raw.split("\r\n\r\n", 1)[0];
  const letter = (...from: string[]) =>
    openEmail([...from, "X-Failed-Recipients: jane@example.test", "", returned].join("\r\n"));

  it.each([
    "Mail Delivery System <Mailer-Daemon@mx.example.test>",
    "MAILER-DAEMON@mx.example.test (Mail Delivery System)",
    "MAILER-DAEMON (Mail Delivery System)",
    '"Mail Delivery System" <MAILER-DAEMON>',
    "postmaster@example.test",
  ])("is known by its From: %s", async (from) => {
    expect((await letter(`From: ${from}`)).bounces).toHaveLength(1);
  });

  it.each([
    '"postmaster" <eve@elsewhere.test>',
    "MAILER-DAEMON <eve@elsewhere.test>",
    "eve@elsewhere.test (postmaster)",
    "mailer-daemon@example.test, eve@elsewhere.test",
    "postmaster-eve@elsewhere.test",
  ])(
    "is not recognised by a name, which anybody may write, nor by one of two addresses: %s",
    async (from) => {
      expect((await letter(`From: ${from}`)).bounces).toEqual([]);
    },
  );

  it("is not known by one of two From fields", async () => {
    expect((await letter("From: mailer-daemon@example.test", "From: eve@elsewhere.test")).bounces).toEqual(
      [],
    );
  });
});

describe("a bounce of our own invitation", () => {
  const sent = composeEmail(outgoing()).raw;
  const notice = part({ "Content-Type": "text/plain" }, "Your message could not be delivered.\r\n");
  const report = part(
    { "Content-Type": "message/delivery-status" },
    status(reporter, ["Final-Recipient: rfc822; jane@example.test", "Action: failed", "Status: 5.1.1"]),
  );
  const fields = { From: "MAILER-DAEMON@mx.example.test", "Auto-Submitted": "auto-replied" };
  const bounce = (returned: string) =>
    openEmail(
      emailOf(
        multipartOf("report; report-type=delivery-status", "r", [notice, report, returned]).replace(
          '; boundary="r"',
          "; boundary=r",
        ),
        fields,
      ),
    );

  it.each([
    ["whole", part({ "Content-Type": "message/rfc822" }, sent)],
    [
      "its header alone",
      part({ "Content-Type": "text/rfc822-headers" }, sent.slice(0, sent.indexOf("\r\n\r\n") + 2)),
    ],
  ])("that returns it %s finds its invite and acts on nothing in it", async (_, returned) => {
    const opened = await bounce(returned);
    expect(opened.uids).toEqual(["budget-7f3a@example.test"]);
    expect(opened.bounces).toEqual([{ email: "jane@example.test", status: "5.1.1" }]);
    expect(opened.messages).toEqual([]);
  });

  it("finds it by References alone, where a service has replaced the Message-ID", async () => {
    const replaced = sent.replace(/^Message-ID: .*$/m, "Message-ID: <0100@email.example.com>");
    const opened = await bounce(part({ "Content-Type": "message/rfc822" }, replaced));
    expect(opened.uids).toEqual(["budget-7f3a@example.test"]);
  });

  it("is not a bounce outside a report: anybody can attach a status", async () => {
    const opened = await openEmail(emailOf(multipartOf("mixed", "r", [notice, report])));
    expect(opened.bounces).toEqual([]);
  });
});
