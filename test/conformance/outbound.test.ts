import ICAL from "ical.js";
import { type ParsedMail, simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import {
  buildPublish,
  type ComposeOptions,
  checkMessage,
  composeEmail,
  createInvite,
  type Invitation,
  type InviteInput,
  type OutgoingMessage,
  openEmail,
  readInvitation,
  updateInvite,
} from "../../src/index.ts";
import { toAmazonSes } from "../../src/mailers/index.ts";

/** What people have reported who send invitations, played once more with invented people: the mail is opened by mailparser, the calendar by ical.js. */
const now = new Date("2026-12-01T09:00:00Z");
const lesson: InviteInput = {
  id: "lesson-12",
  organizer: { email: "school@example.com", name: "Tilda School" },
  recipients: [{ email: "omar@example.test", name: "Omar Poe" }],
  event: {
    summary: "Piano lesson",
    start: "2027-03-09T16:00",
    end: "2027-03-09T17:00",
    tzid: "Europe/London",
  },
};

interface Received {
  /** The mail as mailparser reads it. */
  mail: ParsedMail;
  /** The calendar text that stands beside the letter. */
  ics: string;
  /** Its event as ical.js reads it. */
  event: ICAL.Component;
  /** And as the guest's side of this package does. */
  invitation: Invitation;
}

function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined || list.length > 1) throw new Error(`one was expected, there are ${list.length}`);
  return first;
}

async function deliver(message: OutgoingMessage, options: ComposeOptions = {}): Promise<Received> {
  const { raw } = composeEmail(message, options);
  const mail = await simpleParser(raw, { skipTextToHtml: true });
  const calendar = mail.attachments.find(({ contentType }) => contentType === "text/calendar");
  const ics = calendar?.content.toString("utf8") ?? "";
  const event = new ICAL.Component(ICAL.parse(ics)).getFirstSubcomponent("vevent");
  const opened = await openEmail(raw);
  const invitation = readInvitation(only(opened.messages));
  if (event === null || invitation === undefined) throw new Error("no event arrived");
  expect(opened.problems).toEqual([]);
  expect(checkMessage(ics)).toEqual([]);
  return { mail, ics, event, invitation };
}

/** What the one guest of an invitation receives. */
function invited(
  event: Partial<InviteInput["event"]>,
  more: Partial<InviteInput> = {},
  options: ComposeOptions = {},
): Promise<Received> {
  const input = { ...lesson, ...more, event: { ...lesson.event, ...event } };
  return deliver(only(createInvite(input, { now }).messages), options);
}

const textOf = (component: ICAL.Component, name: string) => component.getFirstPropertyValue(name);

describe("people who send invitations", () => {
  it("see the guest of a video call find its link in a calendar that does not know CONFERENCE", async () => {
    const conferenceUrl = "https://video.example.com/j/44";
    const online = await invited({ conferenceUrl });
    expect(textOf(online.event, "location")).toBe(conferenceUrl);
    const mixed = await invited({
      conferenceUrl,
      location: { description: "Studio 2" },
      description: "Scales",
    });
    expect(textOf(mixed.event, "location")).toBe("Studio 2");
    expect(String(textOf(mixed.event, "description")).split("\n").at(-1)).toBe(conferenceUrl);
    expect(mixed.invitation.event).toMatchObject({
      conferenceUrl,
      description: "Scales",
      location: { description: "Studio 2" },
    });
  });

  it("see no tags in a description that was written as HTML", async () => {
    const html = '<p>Bring the <b>blue</b> book, see <a href="https://example.com/b">the list</a></p>';
    const { event, mail, invitation } = await invited({ html });
    expect(textOf(event, "description")).not.toMatch(/[<>]/);
    expect(textOf(event, "x-alt-desc")).toContain("<b>blue</b>");
    expect(event.getFirstProperty("x-alt-desc")?.getParameter("fmttype")).toBe("text/html");
    expect(mail.text).toContain("Bring the blue book");
    expect(mail.text).not.toContain("<b>");
    expect(invitation.event.html).toBe(html);
  });

  it("see a map on an iPhone, whose title is the place as LOCATION has it", async () => {
    const { event } = await invited({
      location: { description: "Mill House, 3 Weir Lane", lat: 52.2, long: 0.12 },
    });
    const map = event.getFirstProperty("x-apple-structured-location");
    expect(map?.getFirstValue()).toBe("geo:52.2,0.12");
    expect(map?.getParameter("x-title")).toBe(textOf(event, "location"));
    expect(map?.type).toBe("uri");
  });

  it("hear that Amazon SES writes a Date and a Message-ID of its own", () => {
    const message = only(createInvite(lesson, { now }).messages);
    expect([...toAmazonSes(message).lost].sort()).toEqual(["Date", "Message-ID"]);
  });

  it("may mark the mail for an old gateway with Content-Class", async () => {
    const { mail } = await invited(
      {},
      {},
      { headers: { "Content-Class": "urn:content-classes:calendarmessage" } },
    );
    expect(mail.headers.get("content-class")).toBe("urn:content-classes:calendarmessage");
  });

  it("may send one copy where a gateway strips files ending in .ics", async () => {
    const { mail, invitation } = await invited({}, {}, { copies: "inline" });
    expect(mail.attachments.map(({ contentType }) => contentType)).toEqual(["text/calendar"]);
    expect(invitation.method).toBe("REQUEST");
  });

  it("may send the sheet music along, as a file and as a link", async () => {
    const url = "https://example.com/sheet.pdf";
    const { mail, event } = await invited(
      { attachments: [{ url, name: "sheet.pdf", mediaType: "application/pdf" }] },
      {},
      { attachments: [{ filename: "sheet.pdf", content: "%PDF-1.4", contentType: "application/pdf" }] },
    );
    const file = mail.attachments.at(-1);
    expect([file?.filename, file?.contentType, file?.content.toString()]).toEqual([
      "sheet.pdf",
      "application/pdf",
      "%PDF-1.4",
    ]);
    expect(event.getFirstProperty("attach")?.getFirstValue()).toBe(url);
  });

  it("may send what is booked already, and ask nobody for an answer", async () => {
    const recipients = [{ email: "omar@example.test", status: "accepted", rsvp: false } as const];
    const { event } = await invited({}, { recipients });
    const attendee = event.getFirstProperty("attendee");
    expect(["rsvp", "partstat", "role"].map((name) => attendee?.getParameter(name))).toEqual([
      "FALSE",
      "ACCEPTED",
      "REQ-PARTICIPANT",
    ]);
    const { recipients: _, ...published } = lesson;
    const calendar = new ICAL.Component(ICAL.parse(buildPublish(published, { now })));
    expect(textOf(calendar, "method")).toBe("PUBLISH");
    expect(calendar.getFirstSubcomponent("vevent")?.getAllProperties("attendee")).toEqual([]);
  });

  it("may hold a time until it is paid for, and confirm it then", async () => {
    const held = createInvite({ ...lesson, event: { ...lesson.event, status: "tentative" } }, { now });
    const hold = await deliver(only(held.messages));
    expect(["status", "x-microsoft-cdo-busystatus"].map((name) => textOf(hold.event, name))).toEqual([
      "TENTATIVE",
      "TENTATIVE",
    ]);
    const later = { now: new Date("2026-12-02T09:00:00Z") };
    const confirmed = updateInvite(held.invite, { event: { status: "confirmed" } }, later);
    const { event } = await deliver(only(confirmed.messages));
    expect(textOf(event, "status")).toBe("CONFIRMED");
    expect(textOf(event, "x-microsoft-cdo-busystatus")).toBe("BUSY");
    expect(textOf(event, "transp")).not.toBe("TRANSPARENT");
    expect(textOf(event, "uid")).toBe(textOf(hold.event, "uid"));
  });

  it("may book a room and a grand piano beside a person, and each is told apart", async () => {
    const recipients = [
      { email: "omar@example.test" },
      { email: "studio2@example.test", kind: "room" },
      { email: "grand@example.test", kind: "resource" },
    ] as const;
    const [message] = createInvite({ ...lesson, recipients: [...recipients] }, { now }).messages;
    if (message === undefined) throw new Error("no message");
    const { event, invitation } = await deliver(message);
    expect(
      event.getAllProperties("attendee").map((line) => line.getParameter("cutype") ?? "INDIVIDUAL"),
    ).toEqual(["INDIVIDUAL", "ROOM", "RESOURCE"]);
    expect(invitation.guests.map(({ kind }) => kind ?? "individual")).toEqual([
      "individual",
      "room",
      "resource",
    ]);
  });

  it("may send for the organizer and say so, in quotation marks", async () => {
    const organizer = { ...lesson.organizer, sentBy: "office@bookings.example.com" };
    const { ics, event, mail } = await invited(
      {},
      { organizer },
      { sender: { email: "office@bookings.example.com" } },
    );
    expect(ics.replace(/\r\n[ \t]/g, "")).toContain(';SENT-BY="mailto:office@bookings.example.com"');
    expect(event.getFirstProperty("organizer")?.getFirstValue()).toBe("mailto:school@example.com");
    expect(mail.headerLines.find(({ key }) => key === "sender")?.line).toContain(
      "office@bookings.example.com",
    );
  });
});

describe("a series across changes of the clocks", () => {
  const series = (tzid: string, start: string, rule: string) =>
    invited({ tzid, start: `${start}T10:00`, end: `${start}T11:00`, recurrence: { rule } });

  // The rules of Oslo fit whatever the span; those of Jerusalem and Santiago fit none that is endless.
  it.each([
    ["Europe/Oslo", "2028-02-02"],
    ["Asia/Jerusalem", "2029-02-02"],
    ["America/Santiago", "2028-02-02"],
  ])("%s from %s: a year of it is written in the form that Outlook reads", async (tzid, start) => {
    const { ics, event } = await series(tzid, start, "FREQ=WEEKLY;COUNT=48");
    const zone = event.parent?.getFirstSubcomponent("vtimezone");
    const onsets = [
      ...(zone?.getAllSubcomponents("standard") ?? []),
      ...(zone?.getAllSubcomponents("daylight") ?? []),
    ];
    expect(onsets).toHaveLength(2);
    for (const onset of onsets) {
      expect(onset.getAllProperties("rdate")).toEqual([]);
      expect(String(onset.getFirstPropertyValue("rrule"))).toMatch(
        /^FREQ=YEARLY;BYMONTH=\d+;BYDAY=(?:[1-4]|-1)(?:MO|TU|WE|TH|FR|SA|SU)$/,
      );
    }
    expect(checkMessage(ics, { clients: ["outlook"] })).toEqual([]);
  });

  it("Jerusalem without an end: the sender hears beforehand that Outlook does not read it", async () => {
    const { ics } = await series("Asia/Jerusalem", "2027-02-02", "FREQ=WEEKLY");
    expect(checkMessage(ics, { clients: ["outlook"] }).map(({ code }) => code)).toContain(
      "time-zone-not-understood",
    );
    expect(checkMessage(ics, { clients: ["google", "apple"] })).toEqual([]);
  });
});

describe("the sender of a series that Outlook turns into a file nobody can open", () => {
  it.each([
    [
      "the second Tuesday said as seven days",
      { rule: "FREQ=MONTHLY;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=TU" },
      "recurrence-not-understood",
    ],
    ["twice a month", { rule: "FREQ=MONTHLY;BYMONTHDAY=9,23" }, "recurrence-not-understood"],
    [
      "one more lesson on a Saturday",
      { rule: "FREQ=WEEKLY;COUNT=5", include: ["2027-03-13T16:00"] },
      "added-dates-not-understood",
    ],
  ])("hears of it before the mail leaves: %s", async (_, recurrence, code) => {
    const { ics } = await invited({ recurrence });
    const findings = checkMessage(ics, { clients: ["outlook"] });
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    for (const { reference } of findings)
      expect(reference).toMatch(/^(?:\[MS-OXCICAL\]|Microsoft Knowledge Base)/);
  });
});
