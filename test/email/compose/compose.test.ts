import { describe, expect, it } from "vitest";
import { composeEmail } from "../../../src/email/compose/compose.ts";
import { readHeaderValue } from "../../../src/email/header/header-value.ts";
import { methods } from "../../../src/event/status.table.ts";
import { calendarText, outgoing } from "../../support/fixtures/outgoing.ts";
import { contentOf, mimeTree, outline } from "../../support/oracle/mime-tree.ts";
import { errorOf } from "../../support/refusal.ts";

const layout =
  "multipart/mixed(multipart/alternative(text/plain, text/html, text/calendar), application/ics)";

function codesOf(act: () => unknown): string[] {
  const error = errorOf(act);
  return error === undefined
    ? []
    : [error.code, ...error.problems.map(({ path, code }) => `${path}:${code}`)];
}

describe("the layout", () => {
  it.each(methods)("is the contract's for %s, with the method on both copies", (method) => {
    const message = outgoing(method);
    const email = composeEmail(message);
    const tree = mimeTree(email.raw);
    expect(outline(tree)).toBe(layout);
    const [alternative, attached] = tree.parts;
    const inline = alternative?.parts[2];
    expect(inline?.headers.get("content-type")).toBe(
      `text/calendar; charset=UTF-8; method=${method}; name="invite.ics"`,
    );
    expect(inline?.headers.get("content-disposition")).toBe('inline; filename="invite.ics"');
    expect(inline?.headers.get("content-transfer-encoding")).toBe("7bit");
    expect(attached?.headers.get("content-type")).toBe(
      `application/ics; charset=UTF-8; method=${method}; name="invite.ics"`,
    );
    expect(attached?.headers.get("content-disposition")).toBe('attachment; filename="invite.ics"');
    expect(attached?.headers.get("content-transfer-encoding")).toBe("base64");
    for (const copy of [inline, attached]) expect(copy && contentOf(copy)).toBe(message.ics);
    expect(tree.headers.has("bcc")).toBe(false);
  });

  it("sends a calendar text beyond ASCII as base64 in both copies", () => {
    const ics = calendarText("REQUEST", "Prüfung 予算");
    const [alternative, attached] = mimeTree(composeEmail(outgoing("REQUEST", { ics })).raw).parts;
    for (const copy of [alternative?.parts[2], attached]) {
      expect(copy?.headers.get("content-transfer-encoding")).toBe("base64");
      expect(copy && contentOf(copy)).toBe(ics);
    }
  });

  it("does not send calendar text of overlong lines as 7bit", () => {
    const ics = calendarText("REQUEST", "x".repeat(1_200));
    const [alternative] = mimeTree(composeEmail(outgoing("REQUEST", { ics })).raw).parts;
    expect(alternative?.parts[2]?.headers.get("content-transfer-encoding")).toBe("base64");
  });

  it.each([
    ["Team meeting.ics", 'name="Team meeting.ics"', 'filename="Team meeting.ics"'],
    ["Prüfung.ics", "name*=UTF-8''Pr%C3%BCfung.ics", "filename*=UTF-8''Pr%C3%BCfung.ics"],
    [
      "予算会議のお知らせ.ics",
      "name*0*=UTF-8''%E4%BA%88%E7%AE%97%E4%BC%9A%E8%AD%B0%E3%81%AE%E3%81%8A; name*1*=%E7%9F%A5%E3%82%89%E3%81%9B.ics",
      "filename*0*=UTF-8''%E4%BA%88%E7%AE%97%E4%BC%9A%E8%AD%B0%E3%81%AE%E3%81%8A; filename*1*=%E7%9F%A5%E3%82%89%E3%81%9B.ics",
    ],
  ])("names both copies %s by RFC 2231", (filename, name, file) => {
    const [alternative, attached] = mimeTree(composeEmail(outgoing(), { filename }).raw).parts;
    for (const copy of [alternative?.parts[2], attached]) {
      expect(copy?.headers.get("content-type")).toContain(name);
      expect(copy?.headers.get("content-disposition")).toContain(file);
      const parameters = readHeaderValue(copy?.headers.get("content-disposition") ?? "").parameters;
      expect(parameters.get("filename")).toBe(filename);
    }
  });

  it.each(["invite", "../x.ics", 'a"b.ics', "a\r\nb.ics", ".ics", "a.ic\u017f", "a\u202e.ics"])(
    "refuses the file name %j",
    (filename) => {
      expect(codesOf(() => composeEmail(outgoing(), { filename }))[1]).toBe(
        "options.filename:invalid-filename",
      );
    },
  );

  it("tells the boundaries of two emails apart by the beginnings of their Message-IDs", () => {
    const boundaryOf = (id: string) =>
      /boundary="([^"]+)"/.exec(composeEmail(outgoing(), { messageId: id }).raw)?.[1];
    const domain = "notifications.calendar.eu-central-1.example.com";
    expect(boundaryOf(`<1@${domain}>`)).not.toBe(boundaryOf(`<2@${domain}>`));
  });

  it("finds boundaries that stand in no part, even of who knows the Message-ID", () => {
    const composed = (text: string) =>
      composeEmail(outgoing(), { text, messageId: "<known@example.com>" }).raw;
    const boundaries = (raw: string) => Array.from(raw.matchAll(/boundary="([^"]+)"/g), (match) => match[1]);
    const innocent = boundaries(composed("x"));
    const trap = (of: readonly unknown[]) => of.map((boundary) => `--${boundary}--\r\n`).join("");
    const drawn = boundaries(composed(trap(innocent)));
    const again = boundaries(composed(trap([...innocent, ...drawn])));
    expect(new Set([...innocent, ...drawn, ...again]).size).toBe(6);
    for (const boundary of [...innocent, ...drawn, ...again]) {
      expect(boundary).toMatch(/^[A-Za-z0-9_=.-]{1,70}$/);
      const { parts } = mimeTree(composed(`--${boundary}`));
      expect([parts.length, parts[0]?.parts[0]?.body]).toEqual([2, `--${boundary}`]);
    }
  });
});

describe("the header", () => {
  it("is what the message says, and the envelope too", () => {
    const { raw, envelope, messageId, subject } = composeEmail(outgoing());
    const { headers } = mimeTree(raw);
    expect(Object.fromEntries(headers)).toMatchObject({
      from: "Anna Org <org@example.test>",
      to: "Jane Roe <jane@example.test>",
      subject: "Invitation: Budget review",
      date: "Fri, 01 May 2026 09:00:00 +0000",
      "mime-version": "1.0",
      "auto-submitted": "auto-generated",
    });
    expect(headers.get("message-id")).toBe(messageId);
    expect(envelope).toEqual({ from: "org@example.test", to: ["jane@example.test"] });
    expect(subject).toBe("Invitation: Budget review");
  });

  it("puts the organizer into Reply-To where another From is given", () => {
    const from = { email: "noreply@mail.example.com", name: "Example Mailer" };
    const { raw, envelope } = composeEmail(outgoing(), { from });
    const { headers } = mimeTree(raw);
    expect(headers.get("from")).toBe("Example Mailer <noreply@mail.example.com>");
    expect(headers.get("reply-to")).toBe("Anna Org <org@example.test>");
    expect(envelope.from).toBe("noreply@mail.example.com");
    const own = composeEmail(outgoing(), { from, replyTo: { email: "desk@example.com" } });
    expect(mimeTree(own.raw).headers.get("reply-to")).toBe("desk@example.com");
  });

  it("names a sender, who then gets the bounces", () => {
    const { raw, envelope } = composeEmail(outgoing(), { sender: { email: "bounce@mail.example.com" } });
    expect(mimeTree(raw).headers.get("sender")).toBe("bounce@mail.example.com");
    expect(envelope.from).toBe("bounce@mail.example.com");
  });

  it("takes subject, bodies, date, id and further headers from the caller", () => {
    const email = composeEmail(outgoing(), {
      subject: "Come!",
      text: "Plain words",
      html: "<p>Words</p>",
      date: new Date("2026-05-02T10:00:00.500Z"),
      messageId: "own-1@example.com",
      headers: { "X-Campaign": "spring", "List-Unsubscribe": "<https://example.com/u>", "X-Name": "Zoë" },
    });
    const { headers, parts } = mimeTree(email.raw);
    expect(headers.get("subject")).toBe("Come!");
    expect(headers.get("date")).toBe("Sat, 02 May 2026 10:00:00 +0000");
    expect(headers.get("message-id")).toBe("<own-1@example.com>");
    expect(headers.get("x-campaign")).toBe("spring");
    expect(headers.get("list-unsubscribe")).toBe("<https://example.com/u>");
    expect(headers.get("x-name")).toBe("=?UTF-8?Q?Zo=C3=AB?=");
    expect(parts[0]?.parts[0]?.body).toBe("Plain words");
    expect(parts[0]?.parts[1]?.body).toBe("<p>Words</p>");
  });

  it("lets the caller say that a person has sent it, and what it answers", () => {
    const { headers } = mimeTree(
      composeEmail(outgoing(), {
        headers: { "Auto-Submitted": "no", References: "<a@b.test> <c@d.test>", "In-Reply-To": "<c@d.test>" },
      }).raw,
    );
    expect(headers.get("auto-submitted")).toBe("no");
    expect(headers.get("references")).toBe("<a@b.test> <c@d.test>");
    expect(headers.get("in-reply-to")).toBe("<c@d.test>");
  });

  it("writes internationalised domains in punycode", () => {
    const { envelope, raw } = composeEmail(outgoing("REQUEST", { to: { email: "jane@bücher.example" } }));
    expect(envelope.to).toEqual(["jane@xn--bcher-kva.example"]);
    expect(mimeTree(raw).headers.get("to")).toBe("jane@xn--bcher-kva.example");
  });

  it("quotes names with specials and encodes names beyond ASCII", () => {
    const named = (name: string) =>
      mimeTree(composeEmail(outgoing("REQUEST", { to: { email: "j@example.test", name } })).raw).headers.get(
        "to",
      );
    expect(named("Roe, Jane")).toBe('"Roe, Jane" <j@example.test>');
    expect(named('Jane "JR" Roe')).toBe('"Jane \\"JR\\" Roe" <j@example.test>');
    expect(named("Jané")).toBe("=?UTF-8?Q?Jan=C3=A9?= <j@example.test>");
    expect(named("=?UTF-8?Q?x?=")).toMatch(/^=\?UTF-8\?[QB]\?(?!x\?=)/);
  });
});

describe("threading", () => {
  const thread = (raw: string) => mimeTree(raw).headers.get("references");

  it("is the same for invitation, update, cancellation and repetition, and tells first from later", () => {
    const invitation = composeEmail(outgoing());
    const update = composeEmail(outgoing("REQUEST", { sequence: 1, changes: [] }));
    const cancel = composeEmail(outgoing("CANCEL", { sequence: 2 }));
    expect(thread(update.raw)).toBe(thread(invitation.raw));
    expect(thread(cancel.raw)).toBe(thread(invitation.raw));
    expect(mimeTree(invitation.raw).headers.has("in-reply-to")).toBe(false);
    expect(mimeTree(update.raw).headers.get("in-reply-to")).toBe(thread(invitation.raw));
    expect(new Set([invitation, update, cancel].map((email) => email.messageId)).size).toBe(3);
  });

  it("keeps meetings apart", () => {
    expect(thread(composeEmail(outgoing("REQUEST", { uid: "other@example.test" })).raw)).not.toBe(
      thread(composeEmail(outgoing()).raw),
    );
  });

  it.each(["REPLY", "COUNTER", "REFRESH"] as const)(
    "claims nothing in a %s, nor that a program wrote it",
    (method) => {
      const { headers } = mimeTree(composeEmail(outgoing(method)).raw);
      for (const name of ["references", "in-reply-to", "auto-submitted"])
        expect(headers.has(name)).toBe(false);
    },
  );
});

describe("what is refused", () => {
  it.each([undefined, null, 7, "x", [], {}])("%j is no message", (value) => {
    expect(
      Reflect.apply(codesOf, undefined, [() => Reflect.apply(composeEmail, undefined, [value])])[0],
    ).toBe("invalid-argument");
  });

  it("refuses what is not a language tag or not a zone, and takes a tag as POSIX writes it", () => {
    const options = { locale: "not a tag", timeZone: "Middle/Earth" };
    expect(codesOf(() => composeEmail(outgoing(), options))).toEqual([
      "invalid-argument",
      "options.locale:invalid-locale",
      "options.timeZone:unknown-time-zone",
    ]);
    expect(composeEmail(outgoing(), { locale: "de_AT" })).toEqual(
      composeEmail(outgoing(), { locale: "de-AT" }),
    );
  });

  it("every wrong option at once", () => {
    const options = {
      from: { email: "nobody" },
      text: 7,
      date: new Date(Number.NaN),
      messageId: "no id",
      headers: {
        Bcc: "x@example.com",
        "X-A\r\nBcc": "x",
        "Content-Type": "text/plain",
        "X-B": "a\r\nBcc: x",
      },
    };
    const codes = codesOf(() => Reflect.apply(composeEmail, undefined, [outgoing(), options]));
    expect(codes).toEqual([
      "invalid-argument",
      "options.headers.Bcc:reserved-header",
      "options.headers.X-A\r\nBcc:invalid-header",
      "options.headers.Content-Type:reserved-header",
      "options.headers.X-B:invalid-header",
      "options.from.email:invalid-address",
      "options.text:invalid-type",
      "options.messageId:invalid-message-id",
      "options.date:invalid-type",
    ]);
  });

  it("a method that the calendar text does not state", () => {
    expect(codesOf(() => composeEmail(outgoing("CANCEL", { ics: calendarText("REQUEST") })))).toEqual([
      "invalid-argument",
      "message.ics:method-mismatch",
    ]);
  });

  it("an address that only SMTPUTF8 can carry, unless it is allowed", () => {
    const message = outgoing("REQUEST", { to: { email: "jané@example.test" } });
    expect(codesOf(() => composeEmail(message))).toEqual(["needs-smtputf8", "to.email:needs-smtputf8"]);
    const email = composeEmail(message, { smtputf8: true });
    expect(email.envelope.to).toEqual(["jané@example.test"]);
    expect(email.raw).toContain("\r\nTo: jané@example.test\r\n");
  });
});

it("sends an answer whatever was written in the invitation", () => {
  const odd = "a\u0000b\u0007\u009f\u2028c\ud800";
  const email = composeEmail(
    outgoing("REPLY", {
      to: { email: "org@example.test", name: odd },
      organizer: { email: "org@example.test", name: odd },
      event: {
        ...outgoing().event,
        summary: odd,
        description: odd,
        location: { description: odd },
        url: odd,
      },
      comment: odd,
    }),
  );
  expect(mimeTree(email.raw).headers.get("to")).toContain("<org@example.test>");
  expect(email.parts.text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
});

it("gives equal bytes for equal arguments, and another Message-ID for other content", () => {
  expect(composeEmail(outgoing())).toEqual(composeEmail(JSON.parse(JSON.stringify(outgoing()))));
  expect(composeEmail(outgoing(), { text: "a" }).messageId).not.toBe(
    composeEmail(outgoing(), { text: "b" }).messageId,
  );
});

it("gives the same bytes whatever was composed before, alike or not", () => {
  const letters = [
    {},
    { text: "Grüße", html: "<p>Grüße</p>" },
    { html: "<p>Grüße</p>", copies: "inline" as const },
  ];
  const messages = [
    outgoing(),
    outgoing("REQUEST", { ics: calendarText("REQUEST", "Café") }),
    outgoing("CANCEL", { to: { email: "omar@example.test" } }),
  ];
  const pairs = messages.flatMap((message) => letters.map((letter) => ({ message, letter })));
  const first = pairs.map(({ message, letter }) => composeEmail(message, letter));
  for (const { message, letter } of pairs) {
    composeEmail(message, letter);
    expect(pairs.map((pair) => composeEmail(pair.message, pair.letter))).toEqual(first);
  }
  for (const { raw, parts } of first) {
    const tree = mimeTree(raw);
    const [text, html, calendar] = (tree.parts[0]?.parts.length ? tree.parts[0] : tree).parts.map(contentOf);
    expect([text, html].map((body) => body?.replaceAll("\r\n", "\n"))).toEqual([parts.text, parts.html]);
    expect(calendar).toBe(parts.calendar);
  }
});
