import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { threadIdOf } from "../../../src/email/message-id.ts";
import { openEmail } from "../../../src/email/open/open.ts";
import type { OpenedEmail } from "../../../src/email/open/opened-email.ts";
import { ItipError } from "../../../src/errors.ts";
import type { Limits } from "../../../src/limits.ts";
import { anyCharacter } from "../../support/arbitrary/letters.ts";
import { calendarText } from "../../support/fixtures/outgoing.ts";
import { emailOf, multipartOf, part, replyPart, textPart } from "../../support/fixtures/raw-email.ts";
import { runs } from "../../support/runs.ts";

const codes = (opened: OpenedEmail) => opened.problems.map((finding) => finding.code);
const methods = (opened: OpenedEmail) => opened.messages.map((message) => message.method);
const calendar = (fields: Record<string, string>, body = calendarText("REPLY")) => part(fields, body);

async function codeOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (error instanceof ItipError) return `${error.code}:${error.problems[0]?.code}`;
    throw error;
  }
  return "none";
}

describe("a Buffer", () => {
  // Its `slice` shares memory where that of an array copies: mending a split character once wrote into the caller's mail.
  it("is left as it was, and read like any other array", async () => {
    const split = Buffer.concat([
      Buffer.from(emailOf(calendar({ "Content-Type": "text/calendar; charset=UTF-8; method=REPLY" }))),
    ]);
    const at = split.indexOf("SUMMARY:");
    const folded = Buffer.concat([
      split.subarray(0, at),
      Buffer.from("COMMENT:Gr\u00fc\u00dfe", "utf8").subarray(0, 11),
      Buffer.from("\r\n "),
      Buffer.from("COMMENT:Gr\u00fc\u00dfe\r\n", "utf8").subarray(11),
      split.subarray(at),
    ]);
    const before = Uint8Array.from(folded);
    const opened = await openEmail(folded);
    expect(Uint8Array.from(folded)).toEqual(before);
    expect(opened).toEqual(await openEmail(before));
    expect(opened.messages[0]?.components[0]?.lines.map(({ text }) => text)).toContain(
      "COMMENT:Gr\u00fc\u00dfe",
    );
  });
});

describe("who wrote it and what they wrote", () => {
  it("is told apart from the calendar", async () => {
    const raw = emailOf(multipartOf("mixed", "a", [textPart, replyPart]), {
      Cc: "Omar <omar@example.test>, li@example.test",
      "Reply-To": "desk@example.test",
      Sender: "calendar-notification@example.com",
      "Message-ID": "<1@example.test>",
      "In-Reply-To": "<0@example.test>",
      References: "<a@example.test>\r\n <0@example.test>",
    });
    const opened = await openEmail(raw);
    expect(opened).toMatchObject({
      from: { email: "jane@example.test", name: "Jane Roe" },
      to: [{ email: "org@example.test", name: "Anna Org" }],
      cc: [{ email: "omar@example.test", name: "Omar" }, { email: "li@example.test" }],
      replyTo: [{ email: "desk@example.test" }],
      sender: { email: "calendar-notification@example.com" },
      date: "2026-05-01T09:00:00Z",
      subject: "Accepted: Budget review",
      messageId: "<1@example.test>",
      inReplyTo: "<0@example.test>",
      references: "<a@example.test> <0@example.test>",
      text: "I will be there.",
      uids: ["budget-7f3a@example.test"],
      bounces: [],
      problems: [],
    });
    expect(opened.messages[0]).toMatchObject({
      method: "REPLY",
      sender: "jane@example.test",
      sentAt: "2026-05-01T09:00:00Z",
    });
  });

  it("reads the plain text of an alternative, else its HTML, and all texts that stand side by side", async () => {
    const html = part(
      { "Content-Type": "text/html; charset=UTF-8" },
      "<p>Yes &amp; no<br>really</p><style>x{}</style>",
    );
    const both = await openEmail(emailOf(multipartOf("alternative", "a", [html, textPart, replyPart])));
    expect(both.text).toBe("I will be there.");
    const only = await openEmail(emailOf(multipartOf("alternative", "a", [html, replyPart])));
    expect(only.text).toBe("Yes & no\nreally");
    const mixed = await openEmail(emailOf(multipartOf("mixed", "a", [textPart, replyPart, html])));
    expect(mixed.text).toBe("I will be there.\n\nYes & no\nreally");
  });

  it("joins format=flowed lines and leaves attached text alone", async () => {
    const flowed = part(
      { "Content-Type": "text/plain; format=flowed; delsp=yes" },
      "One l \r\nine.\r\nTwo.\r\n",
    );
    const attached = part(
      {
        "Content-Type": "text/plain; name=notes.txt",
        "Content-Disposition": "attachment; filename=notes.txt",
      },
      "Notes",
    );
    expect((await openEmail(emailOf(multipartOf("mixed", "a", [flowed, attached])))).text).toBe(
      "One line.\nTwo.",
    );
  });

  it("stops reading where nobody could have written so much", async () => {
    const long = part({ "Content-Type": "text/plain" }, `${"words ".repeat(9)}\r\n`.repeat(12_000));
    const opened = await openEmail(emailOf(multipartOf("mixed", "a", [long, replyPart, textPart])));
    expect(opened.text?.length).toBeLessThanOrEqual(512 * 1024);
    expect(codes(opened)).toEqual(["text-truncated", "text-truncated"]);
    expect(methods(opened)).toEqual(["REPLY"]);
  });

  it("reads header octets as UTF-8, else as Latin-1", async () => {
    const raw = emailOf(textPart).replace("Accepted: Budget", "Zugesagt: Pr\u00fcfung");
    expect((await openEmail(Buffer.from(raw, "utf8"))).subject).toBe("Zugesagt: Pr\u00fcfung review");
    expect((await openEmail(Buffer.from(raw, "latin1"))).subject).toBe("Zugesagt: Pr\u00fcfung review");
  });

  it("has no sender to offer where there is no single author", async () => {
    const opened = await openEmail(emailOf(replyPart, { From: "jane@example.test, eve@example.test" }));
    expect(opened.from).toBeUndefined();
    expect(opened.messages[0]?.sender).toBeUndefined();
    expect(codes(opened)).toContain("no-single-author");
  });

  it("sees a second From in any disguise", async () => {
    for (const second of ["from: eve@example.test", "FROM : eve@example.test", "From\t: eve@example.test"]) {
      const opened = await openEmail(emailOf(replyPart).replace("To:", `${second}\r\nTo:`));
      expect(opened.from).toBeUndefined();
    }
  });
});

describe("calendar parts", () => {
  it.each([
    ["text/calendar", { "Content-Type": "text/calendar; method=REPLY" }, []],
    [
      "text/calendar without a method",
      { "Content-Type": "text/calendar; x-unix-mode=0644" },
      ["method-parameter-missing"],
    ],
    ["application/ics", { "Content-Type": "application/ics; method=REPLY" }, []],
    [
      "application/octet-stream with a name",
      { "Content-Type": "application/octet-stream; name=meeting.ICS", "Content-Disposition": "attachment" },
      ["calendar-by-name", "method-parameter-missing"],
    ],
    ["an upper-case type", { "CONTENT-TYPE": 'TEXT/CALENDAR; METHOD="reply"' }, []],
  ])("are found as %s", async (_, fields, findings) => {
    const opened = await openEmail(emailOf(calendar(fields)));
    expect(methods(opened)).toEqual(["REPLY"]);
    expect(codes(opened).sort()).toEqual([...findings].sort());
  });

  it.each(["base64", "quoted-printable", "8bit", "7bit", "binary", "BASE64", "(really) base64"])(
    "are decoded from %s",
    async (encoding) => {
      const text = calendarText("REPLY", "Prüfung");
      const plain = encoding.toLowerCase();
      const body = plain.includes("base64")
        ? Buffer.from(text).toString("base64").replace(/.{76}/g, "$&\r\n")
        : plain === "quoted-printable"
          ? text.replaceAll("=", "=3D").replaceAll("ü", "=C3=BC")
          : text;
      const opened = await openEmail(
        emailOf(
          calendar(
            {
              "Content-Type": "text/calendar; charset=utf-8; method=REPLY",
              "Content-Transfer-Encoding": encoding,
            },
            body,
          ),
        ),
      );
      expect(opened.messages[0]?.components[0]?.lines.map((line) => line.text)).toContain("SUMMARY:Prüfung");
      expect(codes(opened)).toEqual([]);
    },
  );

  it("count once however often they stand there, and their line ends make no difference", async () => {
    const text = calendarText("REPLY");
    const opened = await openEmail(
      emailOf(
        multipartOf("mixed", "a", [
          multipartOf("alternative", "b", [textPart, replyPart]),
          calendar({ "Content-Type": "application/ics" }, text.replaceAll("\r\n", "\n")),
          calendar(
            { "Content-Type": "application/ics", "Content-Transfer-Encoding": "base64" },
            Buffer.from(text).toString("base64"),
          ),
        ]),
      ),
    );
    expect(methods(opened)).toEqual(["REPLY"]);
    expect(codes(opened)).toEqual([]);
  });

  it("are all read where they differ, and reported where they pretend to be alternatives", async () => {
    const other = calendar({ "Content-Type": "text/calendar; method=CANCEL" }, calendarText("CANCEL"));
    expect(methods(await openEmail(emailOf(multipartOf("mixed", "a", [replyPart, other]))))).toEqual([
      "REPLY",
      "CANCEL",
    ]);
    expect(codes(await openEmail(emailOf(multipartOf("alternative", "a", [replyPart, other]))))).toEqual([
      "calendars-differ",
    ]);
  });

  it("take METHOD from the text, else from the MIME parameter, and report a contradiction", async () => {
    const silent = calendarText("REPLY").replace("METHOD:REPLY\r\n", "");
    const fromMime = await openEmail(
      emailOf(calendar({ "Content-Type": "text/calendar; method=REPLY" }, silent)),
    );
    expect(methods(fromMime)).toEqual(["REPLY"]);
    expect(codes(fromMime)).toEqual(["method-missing"]);
    const wrong = await openEmail(emailOf(calendar({ "Content-Type": "text/calendar; method=CANCEL" })));
    expect(methods(wrong)).toEqual(["REPLY"]);
    expect(codes(wrong)).toEqual(["method-parameter-differs"]);
  });

  it("that cannot be read are findings", async () => {
    for (const body of ["nothing of the kind", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"]) {
      const opened = await openEmail(
        emailOf(calendar({ "Content-Type": "text/calendar; method=REPLY" }, body)),
      );
      expect(opened.messages).toEqual([]);
      expect(codes(opened)).toEqual(["unreadable-calendar"]);
    }
    const empty = await openEmail(
      emailOf(calendar({ "Content-Type": "text/calendar; method=REPLY" }, "\r\n")),
    );
    expect(codes(empty)).toEqual(["empty-calendar"]);
  });

  it.each(["message/rfc822", "message/global"])("inside %s are somebody else's", async (type) => {
    const inner = emailOf(replyPart);
    const opened = await openEmail(
      emailOf(multipartOf("mixed", "a", [textPart, part({ "Content-Type": type }, inner)])),
    );
    expect(opened.messages).toEqual([]);
    expect(opened.uids).toEqual([]);
    expect(codes(opened)).toEqual(["forwarded-calendar"]);
  });

  it("inside a digest are somebody else's too, though no type says so", async () => {
    const opened = await openEmail(emailOf(multipartOf("digest", "a", [part({}, emailOf(replyPart))])));
    expect(opened.messages).toEqual([]);
    expect(codes(opened)).toEqual(["forwarded-calendar"]);
  });

  it("in winmail.dat or under encryption are reported", async () => {
    const tnef = part(
      { "Content-Type": "application/octet-stream; name=winmail.dat", "Content-Transfer-Encoding": "base64" },
      "eJ8+IgAA",
    );
    const smime = part(
      { "Content-Type": "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m" },
      "MIIB",
    );
    const opened = await openEmail(emailOf(multipartOf("mixed", "a", [textPart, tnef, smime])));
    expect(codes(opened)).toEqual(["tnef", "encrypted"]);
  });
});

describe("the structure", () => {
  it("is found through nesting, preambles, epilogues and boundaries that begin alike", async () => {
    const raw = emailOf(
      multipartOf("mixed", "x", [
        multipartOf("related", "xx", [multipartOf("alternative", "xxx", [textPart, replyPart])]).replace(
          "\r\n\r\n",
          "\r\n\r\nThis is a MIME mail.\r\n--x-not\r\n",
        ),
      ]),
    );
    expect(
      methods(
        await openEmail(
          `${raw}epilogue\r\n--x\r\nContent-Type: text/calendar\r\n\r\n${calendarText("CANCEL")}`,
        ),
      ),
    ).toEqual(["REPLY"]);
  });

  it("is not broken by lines that merely begin like a boundary", async () => {
    const lines = ["--ab", "--a-", "--a--x", "-- a", "---a", " --a", "--A", "x--a"];
    const body = part({ "Content-Type": "text/plain" }, `${lines.join("\r\n")}\r\nend`);
    const opened = await openEmail(emailOf(multipartOf("mixed", "a", [body, replyPart])));
    expect(opened.text).toBe([...lines, "end"].join("\n"));
    expect(methods(opened)).toEqual(["REPLY"]);
  });

  it("survives what mailers do: no last boundary, white space behind boundaries, bare line feeds, an mbox line", async () => {
    const raw = emailOf(multipartOf("mixed", "a", [textPart, replyPart]));
    const lf = raw.replaceAll("\r\n", "\n");
    for (const variant of [
      raw.slice(0, raw.lastIndexOf("--a--")),
      raw.replaceAll("--a\r\n", "--a \t\r\n"),
      lf,
      `From jane@example.test Fri May  1 10:00:00 2026\n${lf}`,
      `\r\n\r\n${raw}`,
      `\uFEFF${raw}`,
      raw.replace("MIME-Version: 1.0\r\n", "this is no header field\r\n"),
    ]) {
      const opened = await openEmail(variant);
      expect(methods(opened)).toEqual(["REPLY"]);
      expect(opened.from?.email).toBe("jane@example.test");
    }
  });

  it("cannot be found without a boundary, and that is said", async () => {
    for (const type of [
      "multipart/mixed",
      'multipart/mixed; boundary=""',
      `multipart/mixed; boundary=${"x".repeat(300)}`,
    ]) {
      const opened = await openEmail(emailOf(part({ "Content-Type": type }, "--a\r\n\r\nx\r\n--a--")));
      expect(codes(opened)).toEqual(["boundary-missing"]);
    }
  });

  it("takes a string and its bytes alike", async () => {
    const raw = emailOf(multipartOf("mixed", "a", [textPart, replyPart]));
    expect(await openEmail(new TextEncoder().encode(raw))).toEqual(await openEmail(raw));
    expect(await openEmail(Buffer.from(raw))).toEqual(await openEmail(raw));
  });
});

describe("the UID of a mail without a calendar", () => {
  const thread = threadIdOf("budget-7f3a@example.test", "example.test");

  it.each(["In-Reply-To", "References"])("is read back from %s", async (name) => {
    const opened = await openEmail(emailOf(textPart, { [name]: `<other@example.test>\r\n ${thread}` }));
    expect(opened.uids).toEqual(["budget-7f3a@example.test"]);
  });

  it("stands behind that of a calendar, which a synchronising client may have given a UID of its own", async () => {
    const opened = await openEmail(
      emailOf(replyPart, { "In-Reply-To": threadIdOf("x@example.test", "example.test") }),
    );
    expect(opened.uids).toEqual(["budget-7f3a@example.test", "x@example.test"]);
  });
});

describe("the UIDs of a calendar that answers two events at once", () => {
  const second = [
    "BEGIN:VEVENT",
    "UID:lunch@example.test",
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test",
  ];
  const two = calendarText("REPLY").replace(
    "END:VCALENDAR",
    [...second, "END:VEVENT", "END:VCALENDAR"].join("\r\n"),
  );

  it("are all listed, so that both invites are found", async () => {
    const body = part({ "Content-Type": "text/calendar; charset=UTF-8; method=REPLY" }, two);
    const { uids } = await openEmail(emailOf(body));
    expect(uids).toEqual(["budget-7f3a@example.test", "lunch@example.test"]);
  });
});

describe("automatic mail", () => {
  it.each([
    ["Auto-Submitted", "auto-replied; owner-email=x", "auto-replied"],
    ["Auto-Submitted", "auto-generated", "auto-generated"],
    ["X-Autoreply", "yes", "auto-replied"],
    ["Precedence", "auto_reply", "auto-replied"],
    ["Auto-Submitted", "no", undefined],
    ["Precedence", "bulk", undefined],
  ])("with %s: %s is %s", async (name, value, kind) => {
    const opened = await openEmail(emailOf(textPart, { [name]: value }));
    expect(opened.autoSubmitted).toBe(kind);
    expect(opened.messages).toEqual([]);
  });
});

describe("what is refused", () => {
  it.each([undefined, null, 7, {}, []])("%j is no email", async (value) => {
    expect(await codeOf(() => Reflect.apply(openEmail, undefined, [value]))).toBe(
      "invalid-argument:invalid-type",
    );
  });

  it.each(["", "\r\n\r\n", "hello", calendarText("REPLY"), "a: b\r\n\r\nc"])(
    "%j holds no email",
    async (value) => {
      expect(await codeOf(() => openEmail(value))).toBe("not-an-email:not-an-email");
    },
  );

  it.each<[keyof Limits, number, string]>([
    ["emailBytes", 100, emailOf(textPart)],
    ["emailLines", 20, emailOf(part({ "Content-Type": "text/plain" }, "x\r\n".repeat(30)))],
    ["emailParts", 3, emailOf(multipartOf("mixed", "a", [textPart, textPart, textPart]))],
    [
      "emailDepth",
      2,
      emailOf(
        multipartOf("mixed", "a", [multipartOf("mixed", "b", [multipartOf("mixed", "c", [textPart])])]),
      ),
    ],
    ["emailHeaders", 5, emailOf(textPart, { "X-A": "1" })],
    ["lineLength", 50, emailOf(textPart, { "X-A": "y".repeat(60) })],
  ])("more than the limit %s", async (name, limit, raw) => {
    expect(await codeOf(() => openEmail(raw, { limits: { [name]: limit } }))).toBe(`limit-exceeded:${name}`);
    await openEmail(raw);
  });

  it("lines of an attachment do not count, nor does its size slow anything", async () => {
    const attachment = part({ "Content-Type": "application/pdf; name=a.pdf" }, "x\r\n".repeat(300_000));
    const opened = await openEmail(emailOf(multipartOf("mixed", "a", [replyPart, attachment])));
    expect(methods(opened)).toEqual(["REPLY"]);
  });

  it("a calendar beyond its limit is a finding beside the rest of the mail", async () => {
    const opened = await openEmail(emailOf(multipartOf("mixed", "a", [textPart, replyPart])), {
      limits: { calendarLength: 100 },
    });
    expect(opened.messages).toEqual([]);
    expect(opened.text).toBe("I will be there.");
    expect(codes(opened)).toEqual(["calendar-too-large"]);
  });

  it("unknown limits and options", async () => {
    expect(await codeOf(() => Reflect.apply(openEmail, undefined, ["x", 7]))).toMatch(/^invalid-argument/);
    expect(await codeOf(() => Reflect.apply(openEmail, undefined, ["x", { limits: { x: 1 } }]))).toMatch(
      /^invalid-argument/,
    );
  });
});

it("any bytes at all are opened or refused", async () => {
  const piece = fc.constantFrom(
    "From: a@b.test\r\n",
    "Content-Type: multipart/mixed; boundary=a\r\n",
    "Content-Type: text/calendar; method=REPLY\r\n",
    "Content-Type: message/rfc822\r\n",
    "Content-Type: multipart/report; boundary=a\r\n",
    "Content-Type: message/delivery-status\r\n",
    "Content-Transfer-Encoding: base64\r\n",
    "Content-Transfer-Encoding: quoted-printable\r\n",
    "\r\n",
    "\n",
    "--a\r\n",
    "--a--\r\n",
    "--a",
    " folded\r\n",
    "=",
    "=\r\n",
    calendarText("REPLY"),
    "BEGIN:VCALENDAR\r\n",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc
          .array(fc.oneof(piece, fc.string({ unit: anyCharacter, maxLength: 10 })), { maxLength: 25 })
          .map((all) => all.join("")),
      ),
      async (raw) => {
        await codeOf(() => openEmail(raw));
        await codeOf(() => openEmail(typeof raw === "string" ? `From: a@b.test\r\n${raw}` : raw));
      },
    ),
    { numRuns: runs(2_000) },
  );
});
