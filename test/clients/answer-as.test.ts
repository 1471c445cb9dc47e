import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerAs, type Client, clientCapabilities } from "../../src/clients/index.ts";
import {
  type Answer,
  buildRequest,
  composeEmail,
  createInvite,
  type InviteInput,
  ItipError,
  openEmail,
  parseMessage,
  receive,
  statusOf,
} from "../../src/index.ts";
import { sendableText } from "../support/arbitrary/invitation.ts";
import { boardMeeting } from "../support/fixtures/invite-input.ts";
import { headerOf, seePart } from "../support/oracle/part-tree.ts";
import { runs } from "../support/runs.ts";

const now = new Date("2026-05-01T07:30:00Z");
const jane = { email: "jane@example.test", status: "accepted" as const };
const proposal = { start: "2026-05-08T10:00", end: "2026-05-08T11:00" };
const request = buildRequest(boardMeeting, { now });
const weekly = buildRequest(
  { ...boardMeeting, event: { ...boardMeeting.event, recurrence: { rule: "FREQ=WEEKLY;COUNT=3" } } },
  { now },
);

function clients(): Client[] {
  const all: readonly Client[] = [
    "google",
    "outlook",
    "exchange",
    "apple",
    "thunderbird",
    "evolution",
    "korganizer",
    "yahoo",
    "zimbra",
    "fastmail",
  ];
  expect(Object.keys(clientCapabilities).sort()).toEqual([...all].sort());
  return [...all];
}

/** The error that a call throws, and nothing but an ItipError. */
function refusalOf(call: () => unknown): ItipError {
  try {
    call();
  } catch (error) {
    if (error instanceof ItipError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("what a client cannot say", () => {
  it("stands in its capabilities, and is refused under its path", () => {
    for (const client of clients()) {
      const can = clientCapabilities[client];
      const comment = () => answerAs(client, request, { ...jane, comment: "Late" }, { now });
      const other = () => answerAs(client, request, { ...jane, proposal }, { now });
      if (can.comment) expect(comment().raw).not.toBe("");
      else
        expect(refusalOf(comment)).toMatchObject({
          code: "cannot-answer",
          problems: [{ path: "as.comment" }],
        });
      if (can.proposal) expect(headerOf(seePart(other().raw), "subject")).toMatch(/new.time|counter/i);
      else
        expect(refusalOf(other)).toMatchObject({
          code: "cannot-answer",
          problems: [{ path: "as.proposal" }],
        });
    }
  });

  it("is refused for both where it is a comment and a proposal", () => {
    const refused = refusalOf(() =>
      answerAs("apple", request, { ...jane, comment: "Late", proposal }, { now }),
    );
    expect(refused.problems.map(({ path }) => path)).toEqual(["as.comment", "as.proposal"]);
  });

  it("is another time for a whole series in Exchange and Outlook", () => {
    for (const client of ["exchange", "outlook"] as const) {
      expect(refusalOf(() => answerAs(client, weekly, { ...jane, proposal }, { now }))).toMatchObject({
        code: "cannot-answer",
        problems: [{ path: "as.proposal" }],
      });
      const one = { ...jane, proposal, instance: "2026-05-14T10:30" };
      expect(answerAs(client, weekly, one, { now }).raw).not.toBe("");
    }
  });

  it("is another time where the organizer wants none", () => {
    const fixed = buildRequest({ ...boardMeeting, counterProposals: false }, { now });
    expect(refusalOf(() => answerAs("google", fixed, { ...jane, proposal }, { now })).code).toBe(
      "cannot-answer",
    );
  });

  it("is no blank comment: without words there is nothing to say", () => {
    expect(answerAs("apple", request, { ...jane, comment: " \n" }, { now }).raw).not.toBe("");
  });
});

describe("languages", () => {
  const subjectIn = async (locale: string) => {
    const { raw } = answerAs("exchange", request, { ...jane, status: "declined" }, { now, locale });
    return (await openEmail(raw)).subject;
  };

  it("are those of the person who answers, in Exchange", async () => {
    expect(await subjectIn("de-AT")).toBe("Abgelehnt: Board meeting");
    expect(await subjectIn("fr")).toMatch(/^Refusé\s: Board meeting$/);
    expect(await subjectIn("nl_NL")).toBe("Geweigerd: Board meeting");
    expect(await subjectIn("ja-JP")).toBe("辞退: Board meeting");
  });

  it("keep the no-break space that French has before a colon", async () => {
    const { raw } = answerAs("exchange", request, { ...jane, status: "declined" }, { now, locale: "fr-FR" });
    expect(raw).toContain("Subject: =?UTF-8?Q?Refus=C3=A9=C2=A0=3A_Board_meeting?=\r\n");
    const opened = await openEmail(raw);
    const lines = opened.messages[0]?.components[0]?.lines.map(({ text }) => text);
    expect(lines).toContain("SUMMARY;LANGUAGE=fr-FR:Refusé\u00a0: Board meeting");
  });

  it("fall back to English", async () => {
    expect(await subjectIn("tlh")).toBe("Declined: Board meeting");
    const { raw } = answerAs("apple", request, jane, { now, locale: "de" });
    expect((await openEmail(raw)).subject).toBe("Accepted: Board meeting");
  });

  it("are named beside each text that Exchange writes", async () => {
    const { raw } = answerAs("exchange", request, { ...jane, comment: "Bis dann" }, { now, locale: "de-DE" });
    const opened = await openEmail(raw);
    const [message] = opened.messages;
    const lines = message?.components[0]?.lines.map(({ text }) => text);
    expect(lines).toContain("COMMENT;LANGUAGE=de-DE:Bis dann\\n");
    expect(lines).toContain("SUMMARY;LANGUAGE=de-DE:Zugesagt: Board meeting");
  });
});

describe("the invitation", () => {
  it("may be text, a message to be sent, a parsed message or an opened email", async () => {
    const { messages } = createInvite(boardMeeting, { now });
    const [sent] = messages;
    if (sent === undefined) throw new Error("nobody was invited");
    const expected = answerAs("google", sent.ics, jane, { now });
    expect(answerAs("google", sent, jane, { now })).toEqual(expected);
    expect(answerAs("google", parseMessage(sent.ics), jane, { now })).toEqual(expected);
    const opened = await openEmail(composeEmail(sent).raw);
    expect(answerAs("google", opened, jane, { now })).toEqual(expected);
  });

  it("may have another UID where it was stored", () => {
    const stored = { ...parseMessage(request), uid: "stored-elsewhere" };
    expect(answerAs("google", stored, jane, { now }).raw).toContain("METHOD:REPLY");
  });

  it("is referred to by its Message-ID where the client does that", async () => {
    const [sent] = createInvite(boardMeeting, { now }).messages;
    if (sent === undefined) throw new Error("nobody was invited");
    const invitation = composeEmail(sent);
    const opened = await openEmail(invitation.raw);
    expect(headerOf(seePart(answerAs("exchange", opened, jane, { now }).raw), "in-reply-to")).toBe(
      invitation.messageId,
    );
    expect(headerOf(seePart(answerAs("apple", opened, jane, { now }).raw), "in-reply-to")).toBe("");
  });

  it("lends the person the name that it lists them under", async () => {
    const opened = await openEmail(answerAs("zimbra", request, jane, { now }).raw);
    expect(opened.from).toEqual({ email: "jane@example.test", name: "Jane Doe" });
  });

  it("keeps the organizer's secret address, by which Exchange is known without an ORGANIZER", async () => {
    const { invite, messages } = createInvite({ ...boardMeeting, replySecret: "sixteen octets!!" }, { now });
    const [sent] = messages;
    if (sent === undefined) throw new Error("nobody was invited");
    const { raw, envelope } = answerAs("exchange", sent, jane, { now });
    expect(envelope.to).toEqual([expect.stringMatching(/^planner\+[0-9a-f]{24}@example\.com$/)]);
    expect(receive(invite, await openEmail(raw), { now }).outcome.kind).toBe("applied");
  });

  it("that only names single occurrences is answered for each of them", async () => {
    const [first] = weekly.split("BEGIN:VEVENT");
    const event = (day: string) =>
      `BEGIN:VEVENT\r\nUID:w\r\nDTSTAMP:20260501T000000Z\r\nSEQUENCE:0\r\nRECURRENCE-ID:202605${day}T093000Z\r\nDTSTART:202605${day}T093000Z\r\nDTEND:202605${day}T103000Z\r\nSUMMARY:Sync\r\nORGANIZER:mailto:o@example.test\r\nATTENDEE:mailto:jane@example.test\r\nEND:VEVENT\r\n`;
    const asked = `${first}${event("14")}${event("21")}END:VCALENDAR\r\n`;
    const opened = await openEmail(answerAs("fastmail", asked, jane, { now }).raw);
    expect(opened.messages[0]?.components).toHaveLength(2);
  });
});

describe("bytes", () => {
  it("are the same for the same arguments", () => {
    for (const client of clients()) {
      const [one, two] = [1, 2].map(() => answerAs(client, request, jane, { now }));
      expect(one).toEqual(two);
    }
  });

  it("are ASCII with CRLF in lines of at most 998, but for Thunderbird's 8BIT", () => {
    fc.assert(
      fc.property(fc.constantFrom(...clients()), sendableText, sendableText, (client, summary, name) => {
        const input: InviteInput = { ...boardMeeting, event: { ...boardMeeting.event, summary } };
        const as = { ...jane, name: name.replace(/\s/g, " ") };
        const { raw } = answerAs(client, buildRequest(input, { now }), as, { now });
        expect(raw.replace(/\r\n/g, "")).not.toMatch(/[\r\n\u0000]/);
        expect(Math.max(...raw.split("\r\n").map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(
          998,
        );
        const ascii = client === "thunderbird" ? raw.slice(0, raw.indexOf("\r\n\r\n")) : raw;
        expect(ascii).toMatch(/^[\t\r\n -~]*$/);
      }),
      { numRuns: runs(400, "message") },
    );
  });

  it("hold no header and no property that a text has smuggled in", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...clients()),
        sendableText,
        sendableText,
        async (client, text, name) => {
          const input: InviteInput = {
            ...boardMeeting,
            event: {
              ...boardMeeting.event,
              summary: text,
              description: text,
              location: { description: text },
            },
          };
          const comment = clientCapabilities[client].comment ? { comment: text } : {};
          const as = { ...jane, name: name.replace(/\s/g, " "), ...comment };
          const { raw } = answerAs(client, buildRequest(input, { now }), as, { now });
          const plain = answerAs(client, request, { ...jane, name: "J" }, { now }).raw;
          const fieldsOf = (mail: string) => seePart(mail).headers.map((line) => line.split(":")[0]);
          expect(fieldsOf(raw)).toEqual(fieldsOf(plain));
          const opened = await openEmail(raw);
          expect(opened.messages).toHaveLength(1);
          expect(opened.messages[0]?.problems).toEqual([]);
          expect(opened.messages[0]?.calendar.components.length).toBeLessThanOrEqual(2);
          expect(
            opened.messages[0]?.components[0]?.lines.filter((line) => line.name === "ATTENDEE"),
          ).toHaveLength(1);
        },
      ),
      { numRuns: runs(400, "message") },
    );
  });

  it("have another boundary between the parts where Thunderbird's own is a person's name", async () => {
    const name = "--Boundary_(ID_ryU4ZdJoASiZ+Jo21dCbwA)--";
    const { invite, messages } = createInvite(boardMeeting, { now });
    const [sent] = messages;
    if (sent === undefined) throw new Error("nobody was invited");
    const { raw } = answerAs("thunderbird", sent, { ...jane, name }, { now });
    const [answer]: Answer[] = statusOf(receive(invite, await openEmail(raw), { now }).invite).recipients;
    expect(answer?.status).toBe("accepted");
  });
});

describe("wrong arguments", () => {
  // What a caller without types may pass.
  const loose: (...args: unknown[]) => unknown = (...args) => Reflect.apply(answerAs, undefined, args);

  it("give an ItipError, whatever they are", () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.constantFrom(undefined, null, 0, "", [], {}, { ics: 1 }, { messages: 1 }, { messages: [null] }),
      fc.constantFrom<unknown>({ calendar: {}, components: 3 }, { calendar: 7 }, request, "google"),
    );
    fc.assert(
      fc.property(anything, anything, anything, anything, (client, from, as, options) => {
        for (const args of [
          [client, from, as, options],
          ["google", from, jane, { now }],
          ["google", request, as, { now }],
          ["google", request, jane, options],
        ]) {
          try {
            loose(...args);
          } catch (error) {
            expect(error).toBeInstanceOf(ItipError);
          }
        }
      }),
      { numRuns: runs(1_000, "message") },
    );
  });

  it("are named by their path", () => {
    const paths = (...args: unknown[]) => refusalOf(() => loose(...args)).problems.map(({ path }) => path);
    expect(paths("lotus", request, jane)).toEqual(["client"]);
    expect(paths("toString", request, jane)).toEqual(["client"]);
    expect(paths("google", 7, jane)).toEqual(["request"]);
    expect(paths("google", request, { email: "jane", status: "maybe" })).toEqual(["as.email", "as.status"]);
    expect(paths("google", request, jane, { locale: "en\r\nBcc: x" })).toEqual(["options.locale"]);
    expect(paths("google", request, jane, { now: "today" })).toEqual(["options.now"]);
    expect(paths("google", request, { ...jane, email: "jané@example.test" })).toEqual(["as.email"]);
  });

  it("are an email without an invitation", async () => {
    const reply = await openEmail(answerAs("google", request, jane, { now }).raw);
    expect(refusalOf(() => answerAs("google", reply, jane, { now })).code).toBe("cannot-answer");
  });
});
