import { describe, expect, it } from "vitest";
import { answerAs } from "../src/clients/index.ts";
import { readSmartInviteRequest, smartInviteResponse } from "../src/cronofy/index.ts";
import { createSmartInvites } from "../src/emulator/index.ts";
import * as itip from "../src/index.ts";
import { answeredPage, answerLinks, readAnswerLink } from "../src/links/index.ts";
import { toResend } from "../src/mailers/index.ts";
import { boardMeeting } from "./support/fixtures/invite-input.ts";
import * as refusal from "./support/refusal.ts";

const now = new Date("2026-05-01T08:00:00Z");
const { invite, messages } = itip.createInvite(boardMeeting, { now });
const [request] = messages;
if (request === undefined) throw new Error("an invite of two people has messages");
const { ics } = request;
const event = boardMeeting.event;
const jane = { email: "jane@example.test", status: "accepted" } as const;
const meeting = (more: object) => ({ ...boardMeeting, event: { ...event, ...more } });

/** A caller in JavaScript, or one whose objects come from elsewhere, gets no help from the types. */
const odd = <T>(value: T, more: object): T => ({ ...value, ...more });

function problemsOf(call: () => unknown): string[] {
  return refusal.problemsOf(call).map(({ path, code }) => `${path} ${code}`);
}

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof itip.ItipError) return error.problems[0]?.message ?? "";
  }
  return "";
}

describe("a field that nothing reads is refused with its path", () => {
  it.each<[string, () => unknown, string]>([
    ["an invitation", () => itip.createInvite(odd(boardMeeting, { sequence: 1 })), "sequence"],
    [
      "the organizer",
      () => itip.createInvite(odd(boardMeeting, { organizer: odd(boardMeeting.organizer, { mail: "x" }) })),
      "organizer.mail",
    ],
    [
      "a recipient",
      () => itip.createInvite(odd(boardMeeting, { recipients: [odd(jane, { rsvpp: true })] })),
      "recipients[0].rsvpp",
    ],
    ["an event", () => itip.createInvite(meeting({ atachments: [] })), "event.atachments"],
    [
      "a time",
      () => itip.createInvite(meeting({ start: { time: "2026-05-07T10:30", timeZone: "Europe/London" } })),
      "event.start.timeZone",
    ],
    [
      "a date that is left out",
      () =>
        itip.createInvite(
          meeting({
            recurrence: { rule: "FREQ=DAILY", exclude: [odd({ time: "2026-05-08T10:30Z" }, { zone: "x" })] },
          }),
        ),
      "event.recurrence.exclude[0].zone",
    ],
    [
      "a change of a time",
      () =>
        itip.updateInvite(invite, {
          event: { start: odd({ time: "2026-05-08T10:30Z", tzid: "Etc/UTC" }, { zone: "x" }) },
        }),
      "event.start.zone",
    ],
    [
      "the occurrence that is asked for",
      () =>
        itip.statusOf(invite, {
          instance: odd({ time: "2026-05-08T10:30Z", tzid: "Etc/UTC" }, { zone: "x" }),
        }),
      "options.instance.zone",
    ],
    [
      "a proposed time",
      () =>
        itip.answer(ics, {
          ...jane,
          proposal: { start: odd({ time: "2026-05-08T10:30Z", tzid: "Etc/UTC" }, { zone: "x" }), end: now },
        }),
      "as.proposal.start.zone",
    ],
    [
      "a proposed time that is taken down",
      () =>
        itip.recordAnswer(invite, {
          ...jane,
          proposal: { start: now, end: odd({ time: "2026-05-08T10:30Z", tzid: "Etc/UTC" }, { zone: "x" }) },
        }),
      "answer.proposal.end.zone",
    ],
    ["a place", () => itip.createInvite(meeting({ location: { name: "Room" } })), "event.location.name"],
    [
      "a reminder",
      () => itip.createInvite(meeting({ reminders: [{ minutes: 5, hours: 1 }] })),
      "event.reminders[0].hours",
    ],
    [
      "a recurrence",
      () => itip.createInvite(meeting({ recurrence: { rule: "FREQ=DAILY", until: "x" } })),
      "event.recurrence.until",
    ],
    [
      "a link",
      () => itip.createInvite(meeting({ attachments: [{ url: "https://example.com", title: "x" }] })),
      "event.attachments[0].title",
    ],
    [
      "a property",
      () => itip.createInvite(meeting({ properties: [{ name: "X-A", value: "1", param: {} }] })),
      "event.properties[0].param",
    ],
    [
      "the options of createInvite",
      () => itip.createInvite(boardMeeting, odd({ now }, { comment: "x" })),
      "options.comment",
    ],
    ["changes", () => itip.updateInvite(invite, odd({}, { summary: "x" })), "changes.summary"],
    [
      "changes of an event",
      () => itip.updateInvite(invite, { event: odd({}, { titel: "x" }) }),
      "event.titel",
    ],
    [
      "the options of updateInvite",
      () => itip.updateInvite(invite, {}, odd({ now }, { recipients: [] })),
      "options.recipients",
    ],
    [
      "the options of cancelInvite",
      () => itip.cancelInvite(invite, odd({ now }, { recipient: "x" })),
      "options.recipient",
    ],
    ["the options of statusOf", () => itip.statusOf(invite, odd({}, { now })), "options.now"],
    [
      "the options of currentMessages",
      () => itip.currentMessages(invite, odd({ now }, { to: [] })),
      "options.to",
    ],
    [
      "the options of acceptProposal",
      () => itip.acceptProposal(invite, "x@example.test", odd({ now }, { comment: "x" })),
      "options.comment",
    ],
    [
      "the options of declineProposal",
      () => itip.declineProposal(invite, "x@example.test", odd({ now }, { coment: "x" })),
      "options.coment",
    ],
    [
      "the options of receive",
      () => itip.receive(invite, ics, odd({ now }, { authenticated: "pass" })),
      "options.authenticated",
    ],
    [
      "the options of receiveAll",
      () => itip.receiveAll(invite, [], odd({ now }, { sender: "x" })),
      "options.sender",
    ],
    ["an answer", () => itip.answer(ics, odd(jane, { coment: "x" })), "as.coment"],
    [
      "a proposal",
      () => itip.answer(ics, { ...jane, proposal: odd({ start: now, end: now }, { tzid: "x" }) }),
      "as.proposal.tzid",
    ],
    ["the options of answer", () => itip.answer(ics, jane, odd({ now }, { date: now })), "options.date"],
    [
      "the options of parseMessage",
      () => itip.parseMessage(ics, odd({}, { timezone: "Europe/Paris" })),
      "options.timezone",
    ],
    [
      "the limits of parseMessage",
      () => itip.parseMessage(ics, { limits: odd({ depth: 4 }, { deepness: 4 }) }),
      "options.limits.deepness",
    ],
    ["what buildRequest builds", () => itip.buildRequest(odd(boardMeeting, { comment: "x" })), "comment"],
    [
      "the options of buildRequest",
      () => itip.buildRequest(boardMeeting, odd({ now }, { to: "x" })),
      "options.to",
    ],
    [
      "the options of resolveTimeZone",
      () => itip.resolveTimeZone("GMT", odd({}, { when: now })),
      "options.when",
    ],
    [
      "the options of composeEmail",
      () => itip.composeEmail(request, odd({ locale: "de" }, { bcc: "x" })),
      "options.bcc",
    ],
    [
      "the options of a mail service's request",
      () => toResend(request, odd({ locale: "de" }, { tags: [] })),
      "options.tags",
    ],
    [
      "the options of letterOf",
      () => itip.letterOf(request, odd({ locale: "de" }, { subject: "x" })),
      "options.subject",
    ],
    [
      "the links of a letter",
      () => {
        const url = "https://example.test/answer";
        itip.composeEmail(request, {
          links: odd({ accepted: url, tentative: url, declined: url }, { maybe: url }),
        });
      },
      "options.links.maybe",
    ],
    [
      "the answer of a link",
      () => itip.receive(invite, odd({ ...jane, uid: invite.uid, sequence: 0 }, { coment: "x" })),
      "incoming.coment",
    ],
    [
      "the options of neededParts",
      () => itip.neededParts(ics, odd({}, { sender: "jane@example.test" })),
      "options.sender",
    ],
    [
      "the occurrence in the answer of a link",
      () =>
        itip.receive(invite, {
          ...{ ...jane, uid: invite.uid, sequence: 0 },
          instance: odd({ time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" }, { zone: "x" }),
        }),
      "incoming.instance.zone",
    ],
    [
      "the event of occurrencesOf",
      () => itip.occurrencesOf(odd(itip.statusOf(invite).event, { recurrance: "FREQ=DAILY" })),
      "of.recurrance",
    ],
    [
      "the window of occurrencesOf",
      () => itip.occurrencesOf(itip.statusOf(invite).event, odd({ limit: 3 }, { until: now })),
      "window.until",
    ],
    [
      "the part that has brought a calendar",
      () => itip.checkMessage(ics, { part: odd({}, { contentType: "text/calendar" }) }),
      "options.part.contentType",
    ],
    ["the options of checkMessage", () => itip.checkMessage(ics, odd({}, { client: "x" })), "options.client"],
    [
      "the span of formatTimeZone",
      () => itip.formatTimeZone("Europe/London", odd({ from: now }, { until: now })),
      "span.until",
    ],
    [
      "the options of a Smart Invites request",
      () => readSmartInviteRequest({}, odd({}, { organiser: "x" })),
      "options.organiser",
    ],
    [
      "the options of a Smart Invites response",
      () => smartInviteResponse(invite, odd({ now }, { ics: true })),
      "options.ics",
    ],
    [
      "the options of answerAs",
      () => answerAs("google", ics, jane, odd({ now }, { language: "de" })),
      "options.language",
    ],
    [
      "the options of a service that one runs",
      () =>
        createSmartInvites(
          odd(
            { clientSecret: "s".repeat(32), organizer: boardMeeting.organizer, send: () => {} },
            { url: "x" },
          ),
        ),
      "options.url",
    ],
    [
      "the options of an answer's page",
      () => answeredPage({ kind: "ignored", reason: "not-a-reply" }, undefined, odd({}, { lang: "de" })),
      "options.lang",
    ],
  ])("%s", (_, call, path) => {
    expect(problemsOf(call)).toEqual([`${path} unknown-field`]);
  });
});

describe("a field that nothing reads is refused where a promise is answered", () => {
  const secret = "s".repeat(32);
  it.each<[string, () => Promise<unknown>]>([
    ["openEmail", () => itip.openEmail("From: jane@example.test\r\n\r\n", odd({}, { limit: 1 }))],
    ["openParts", () => itip.openParts({ from: "jane@example.test", files: [] }, odd({}, { limit: 1 }))],
    [
      "answerLinks",
      () => answerLinks(request, odd({ base: "https://example.test/", secret, expires: now }, { limit: 1 })),
    ],
    ["readAnswerLink", () => readAnswerLink("https://example.test/", odd({ secret }, { limit: 1 }))],
  ])("%s", async (_, call) => {
    await expect(call()).rejects.toMatchObject({
      problems: [{ path: "options.limit", code: "unknown-field" }],
    });
  });
});

describe("what a field must be", () => {
  it("names the one that was meant", () => {
    expect(messageOf(() => itip.createInvite(meeting({ tzId: "x" })))).toBe(
      "must be a field that is known here: did you mean `tzid`?",
    );
    expect(messageOf(() => itip.createInvite(meeting({ atachments: [] })))).toContain(
      "did you mean `attachments`?",
    );
    expect(messageOf(() => itip.createInvite(odd(boardMeeting, { "guest-list": "hidden" })))).toContain(
      "did you mean `guestList`?",
    );
  });

  it("names all that are known where none is spelt alike", () => {
    expect(messageOf(() => itip.statusOf(invite, odd({}, { verbosity: 3 })))).toBe("must be one of instance");
  });

  it("is not asked of a field that says nothing", () => {
    expect(problemsOf(() => itip.createInvite(meeting({ titel: undefined })))).toEqual([]);
  });

  it("shows no more of a name than an excerpt", () => {
    const [problem = ""] = problemsOf(() => itip.createInvite(meeting({ [`${"x".repeat(9_000)}\n`]: 1 })));
    expect(problem.length).toBeLessThan(100);
  });
});
