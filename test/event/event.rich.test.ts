import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import {
  buildRequest,
  checkMessage,
  composeEmail,
  createInvite,
  type InviteInput,
  letterOf,
  type OutgoingMessage,
  parseInvite,
  parseMessage,
  readInvitation,
  updateInvite,
} from "../../src/index.ts";
import { anyLetter, anyWebAddress } from "../support/arbitrary/letters.ts";
import { problemsOf } from "../support/refusal.ts";
import { runs } from "../support/runs.ts";

const now = new Date("2027-01-01T09:00:00Z");
const base: InviteInput = {
  id: "rich",
  organizer: { email: "planner@example.com", name: "Paula Planner" },
  recipients: [{ email: "jane@example.test", name: "Jane Roe" }],
  event: { summary: "Board", start: "2027-06-10T10:00", end: "2027-06-10T11:00", tzid: "Europe/London" },
};

type EventChanges = Partial<InviteInput["event"]>;

/** The VEVENT of the invitation as ical.js reads it. */
function vevent(event: EventChanges, more: Partial<InviteInput> = {}): ICAL.Component {
  const ics = buildRequest({ ...base, ...more, event: { ...base.event, ...event } }, { now });
  expect(checkMessage(ics)).toEqual([]);
  const found = new ICAL.Component(ICAL.parse(ics)).getFirstSubcomponent("vevent");
  if (found === null) throw new Error("there is no VEVENT");
  return found;
}

const value = (component: ICAL.Component, name: string) => component.getFirstPropertyValue(name);

function refusedEvent(event: unknown, more: object = {}): string[] {
  const input = { ...base, ...more, event: Object.assign({ ...base.event }, event) };
  return problemsOf(() => Reflect.apply(createInvite, undefined, [input])).map(
    ({ path, code }) => `${path}:${code}`,
  );
}

describe("the link of a meeting", () => {
  const conferenceUrl = "https://meet.example.com/board?pwd=1,2;3";

  it("stands in LOCATION where the event has no place, since most calendars do not show CONFERENCE", () => {
    const event = vevent({ conferenceUrl });
    expect([value(event, "location"), value(event, "conference")]).toEqual([conferenceUrl, conferenceUrl]);
    expect(value(event, "description")).toBeNull();
  });

  it("is the last line of DESCRIPTION where the place is taken", () => {
    const event = vevent({ conferenceUrl, description: "Agenda", location: { description: "Room 1" } });
    expect(value(event, "location")).toBe("Room 1");
    expect(value(event, "description")).toBe(`Agenda\n\n${conferenceUrl}`);
  });

  it("is not said twice where the description names it already", () => {
    const description = `Join ${conferenceUrl} on time`;
    expect(
      value(vevent({ conferenceUrl, description, location: { description: "Room 1" } }), "description"),
    ).toBe(description);
  });

  it.each([
    ["https://meet.example.com/board-minutes", "a longer link begins like it"],
    ["https://meet.example.com/board.html", "a longer link goes on behind a full stop"],
  ])("stands there beside %s: %s", (longer) => {
    const short = "https://meet.example.com/board";
    const event = { conferenceUrl: short, location: { description: "Room 1" } };
    expect(value(vevent({ ...event, description: `See ${longer}` }), "description")).toBe(
      `See ${longer}\n\n${short}`,
    );
    const html = `<p><a href="${longer}">minutes</a></p>`;
    expect(value(vevent({ ...event, html }), "styled-description")).toBe(
      `${html}<p><a href="${short}">${short}</a></p>`,
    );
  });

  it.each(["Join %s.", "(%s)", "%s, or by telephone", "%s\nBring tea", "<%s>"])(
    "is not said twice in the words %j",
    (words) => {
      const short = "https://meet.example.com/board";
      const description = words.replace("%s", short);
      const event = { conferenceUrl: short, location: { description: "Room 1" }, description };
      expect(value(vevent(event), "description")).toBe(description);
    },
  );
});

it("a link beyond ASCII is spelt alike in CONFERENCE, LOCATION and DESCRIPTION, so that it is read back as a link alone", () => {
  const conferenceUrl = "https://meet.example.com/größe";
  const spelt = "https://meet.example.com/gr%C3%B6%C3%9Fe";
  expect(value(vevent({ conferenceUrl }), "location")).toBe(spelt);
  const placed = vevent({ conferenceUrl, location: { description: "Room 1" } });
  expect([value(placed, "description"), value(placed, "conference")]).toEqual([spelt, spelt]);
  const ics = buildRequest({ ...base, event: { ...base.event, conferenceUrl } }, { now });
  const found = readInvitation(parseMessage(ics))?.event;
  expect([found?.conferenceUrl, found?.location]).toEqual([spelt, undefined]);
});

describe("a description as HTML", () => {
  const html = "<p>Bring:</p><ul><li>figures<li>tea &amp; cake</ul><script>alert(1)</script>";

  it("goes to Outlook as X-ALT-DESC and by RFC 9073 as STYLED-DESCRIPTION, beside plain text made of it", () => {
    const event = vevent({ html });
    for (const name of ["x-alt-desc", "styled-description"]) {
      const property = event.getFirstProperty(name);
      expect(property?.getParameter("fmttype"), name).toBe("text/html");
    }
    expect(value(event, "styled-description")).toBe(html);
    expect(value(event, "description")).toBe("Bring:\n\n- figures\n- tea & cake");
  });

  it("leaves the plain text that the caller gives", () => {
    expect(value(vevent({ html, description: "Bring figures." }), "description")).toBe("Bring figures.");
  });

  it("ends with the link of the meeting where the plain text does: Outlook and Evolution show the HTML alone", () => {
    const conferenceUrl = "https://video.example.com/j?a=1&b=2";
    const placed = { html: "<p>Scales</p>", conferenceUrl, location: { description: "Studio 2" } };
    const link = "https://video.example.com/j?a=1&amp;b=2";
    const shown = `<p>Scales</p><p><a href="${link}">${link}</a></p>`;
    // ical.js leaves the escapes of a property that it does not know.
    expect(String(value(vevent(placed), "x-alt-desc")).replaceAll("\\;", ";")).toBe(shown);
    expect(value(vevent(placed), "styled-description")).toBe(shown);
    expect(value(vevent({ ...placed, location: {} }), "x-alt-desc")).toBe("<p>Scales</p>");
    const named = `<p>Scales, <a href="${link}">here</a></p>`;
    expect(value(vevent({ ...placed, html: named }), "styled-description")).toBe(named);
    const ics = buildRequest({ ...base, event: { ...base.event, ...placed } }, { now });
    expect(readInvitation(parseMessage(ics))?.event.html).toBe("<p>Scales</p>");
  });

  it("never reaches the letter as markup", () => {
    const [message] = createInvite({ ...base, event: { ...base.event, html } }, { now }).messages;
    if (message === undefined) throw new Error("no message");
    const { parts } = composeEmail(message);
    expect(parts.text).toContain("- tea & cake");
    expect(parts.html).toContain("- tea &amp; cake");
    expect(parts.html).not.toContain("<script");
  });
});

describe("holds and availability", () => {
  it.each([
    ["opaque", "OPAQUE", "BUSY"],
    ["transparent", "TRANSPARENT", "FREE"],
    ["tentative", "OPAQUE", "TENTATIVE"],
    ["out-of-office", "OPAQUE", "OOF"],
    ["working-elsewhere", "TRANSPARENT", "WORKINGELSEWHERE"],
  ] as const)("%s is TRANSP:%s and BUSYSTATUS:%s", (transparency, transp, busy) => {
    const event = vevent({ transparency });
    expect([value(event, "transp"), value(event, "x-microsoft-cdo-busystatus")]).toEqual([transp, busy]);
  });

  it("a hold is STATUS:TENTATIVE, and takes up time tentatively unless the caller says otherwise", () => {
    const hold = vevent({ status: "tentative" });
    expect([value(hold, "status"), value(hold, "x-microsoft-cdo-busystatus")]).toEqual([
      "TENTATIVE",
      "TENTATIVE",
    ]);
    const busy = vevent({ status: "tentative", transparency: "opaque" });
    expect([value(busy, "status"), value(busy, "x-microsoft-cdo-busystatus")]).toEqual(["TENTATIVE", "BUSY"]);
  });

  it("a hold that is confirmed is an update that says so, and keeps SEQUENCE and answers", () => {
    const { invite } = createInvite({ ...base, event: { ...base.event, status: "tentative" } }, { now });
    const { messages } = updateInvite(invite, { event: { status: "confirmed" } }, { now });
    expect(messages.map(({ sequence, changes }) => ({ sequence, changes }))).toEqual([
      { sequence: 0, changes: [{ field: "status", from: "tentative", to: "confirmed" }] },
    ]);
    const [message] = messages;
    if (message === undefined) throw new Error("no message");
    expect(message.ics).toContain("\r\nSTATUS:CONFIRMED\r\n");
    // [MS-OXCICAL] section 2.1.3.1.1.20.31: Outlook shows the time by this property, and must not keep TENTATIVE.
    expect(message.ics).toContain("\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n");
    expect(readInvitation(parseMessage(message.ics))?.event).toMatchObject({ status: "confirmed" });
    expect(readInvitation(parseMessage(message.ics))?.event).not.toHaveProperty("transparency");
    expect(letterOf(message).rows).toContainEqual({
      label: "Status",
      value: "Confirmed",
      was: "This is a hold: it is not confirmed yet.",
    });
  });
});

describe("who is invited", () => {
  const attendee = (more: object, organizer = base.organizer) =>
    vevent({}, { organizer, recipients: [{ email: "jane@example.test", ...more }] }).getFirstProperty(
      "attendee",
    );

  it.each([
    ["individual", "INDIVIDUAL"],
    ["group", "GROUP"],
    ["room", "ROOM"],
    ["resource", "RESOURCE"],
  ])("%s is CUTYPE=%s", (kind, cutype) => {
    expect(attendee({ kind })?.getParameter("cutype")).toBe(cutype);
  });

  it.each([
    [{}, "TRUE"],
    [{ rsvp: false }, "FALSE"],
    [{ role: "observer" }, "FALSE"],
    [{ role: "observer", rsvp: true }, "TRUE"],
    [{ status: "accepted" }, "FALSE"],
    [{ status: "accepted", rsvp: true }, "TRUE"],
    [{ status: "pending" }, "TRUE"],
  ])("%j is RSVP=%s", (more, rsvp) => {
    expect(attendee(more)?.getParameter("rsvp")).toBe(rsvp);
  });

  it("names who acts for the organizer as SENT-BY", () => {
    const event = vevent({}, { organizer: { email: "boss@example.com", sentBy: "pa@example.com" } });
    expect(event.getFirstProperty("organizer")?.getParameter("sent-by")).toBe("mailto:pa@example.com");
  });

  it("carries language and zone of each person in the mail to them", () => {
    const recipients = [{ email: "jane@example.test", locale: "de_AT", timeZone: "Asia/Tokyo" }];
    const [message] = createInvite({ ...base, recipients }, { now }).messages;
    expect(message).toMatchObject({ locale: "de-AT", timeZone: "Asia/Tokyo" });
    if (message === undefined) throw new Error("no message");
    expect(composeEmail(message).subject).toBe("Einladung: Board");
  });
});

describe("what goes with an event", () => {
  it("categories are one line, each word whole", () => {
    const event = vevent({ categories: ["Board", "Money, and more", "Board"] });
    expect(event.getFirstProperty("categories")?.getValues()).toEqual(["Board", "Money, and more"]);
  });

  it("links are ATTACH with name and type, and rows of the letter", () => {
    const attachments = [
      { url: "https://example.com/a.pdf", name: "Agenda; final.pdf", mediaType: "application/pdf" },
    ];
    const attach = vevent({ attachments }).getFirstProperty("attach");
    expect(attach?.getFirstValue()).toBe("https://example.com/a.pdf");
    expect([attach?.getParameter("filename"), attach?.getParameter("fmttype")]).toEqual([
      "Agenda; final.pdf",
      "application/pdf",
    ]);
    const [message] = createInvite({ ...base, event: { ...base.event, attachments } }, { now }).messages;
    if (message === undefined) throw new Error("no message");
    expect(letterOf(message).rows).toContainEqual({
      label: "Files",
      value: "Agenda; final.pdf (https://example.com/a.pdf)",
      link: "https://example.com/a.pdf",
    });
  });

  it("a place with coordinates has Apple's line for its map", () => {
    const location = { description: "Town hall,\nMain Street 1", lat: "52.5", long: "13.25" };
    const property = vevent({ location }).getFirstProperty("x-apple-structured-location");
    expect(property?.getFirstValue()).toBe("geo:52.5,13.25");
    expect(property?.getParameter("x-title")).toBe("Town hall, Main Street 1");
  });

  it("a file that comes later is an update that says so, in a row for each file", () => {
    const [first, second] = [
      { url: "https://example.com/a" },
      { url: "https://example.com/b", name: "Agenda" },
    ];
    const { invite } = createInvite({ ...base, event: { ...base.event, attachments: [first] } }, { now });
    const [message] = updateInvite(invite, { event: { attachments: [first, second] } }, { now }).messages;
    if (message === undefined) throw new Error("no message");
    expect(message.sequence).toBe(0);
    const letter = letterOf(message);
    expect(letter.subject).toBe("Updated: Board");
    expect(letter.rows.filter(({ label }) => label === "Files")).toEqual([
      { label: "Files", value: first.url, was: first.url, link: first.url },
      { label: "Files", value: "Agenda (https://example.com/b)", link: second.url },
    ]);
    expect(composeEmail(message).parts.text).toContain("Agenda (https://example.com/b)");
  });

  it("coordinates without a name are a row of the letter, as the change that brought them is", () => {
    const rowOf = (message: OutgoingMessage | undefined) =>
      message === undefined ? undefined : letterOf(message).rows.find(({ label }) => label === "Where");
    const location = { lat: 51.5, long: "-0.12" };
    const first = createInvite({ ...base, event: { ...base.event, location } }, { now });
    expect(rowOf(first.messages[0])).toEqual({ label: "Where", value: "51.5, -0.12" });
    const moved = updateInvite(first.invite, { event: { location: { lat: 0, long: 0 } } }, { now });
    expect(rowOf(moved.messages[0])).toEqual({ label: "Where", value: "0, 0", was: "51.5, -0.12" });
  });

  it("a reminder at the start is read back as 0, which JSON keeps", () => {
    const ics = buildRequest({ ...base, event: { ...base.event, reminders: [{ minutes: 0 }] } }, { now });
    const read = readInvitation(parseMessage(ics));
    expect(read?.event.reminders).toEqual([{ minutes: 0 }]);
    expect(JSON.parse(JSON.stringify(read))).toEqual(read);
  });

  it("properties of the caller's own stand as they are given", () => {
    const properties = [
      { name: "x-booking-id", value: "77;b", parameters: { "x-source": "web: form" } },
      { name: "PRIORITY", value: "1" },
    ];
    const event = vevent({ properties });
    expect(event.getFirstProperty("x-booking-id")?.getParameter("x-source")).toBe("web: form");
    expect(value(event, "priority")).toBe(1);
  });

  it("registered properties that have no type by default say that they are URIs, and pass the checker", () => {
    const properties = [
      { name: "IMAGE", value: "https://example.com/logo.png", parameters: { DISPLAY: "BADGE" } },
      { name: "LINK", value: "https://example.com/agenda", parameters: { LINKREL: "related", value: "uri" } },
      { name: "CONCEPT", value: "https://example.com/topics/budget" },
      { name: "REFID", value: "budget-2027" },
    ];
    const ics = buildRequest({ ...base, event: { ...base.event, properties } }, { now });
    const lines = ics.replace(/\r\n /g, "").split("\r\n");
    expect(lines).toContain("IMAGE;VALUE=URI;DISPLAY=BADGE:https://example.com/logo.png");
    expect(lines).toContain("LINK;VALUE=URI;LINKREL=related:https://example.com/agenda");
    expect(lines).toContain("CONCEPT:https://example.com/topics/budget");
    expect(lines).toContain("REFID:budget-2027");
    expect(checkMessage(ics)).toEqual([]);
    expect(readInvitation(parseMessage(ics))?.event.properties?.map(({ name }) => name)).toEqual([
      "IMAGE",
      "LINK",
      "CONCEPT",
      "REFID",
    ]);
  });

  it("the product is named as the caller says", () => {
    expect(buildRequest({ ...base, productId: "-//Example//Booking 2//EN" }, { now })).toContain(
      "\r\nPRODID:-//Example//Booking 2//EN\r\n",
    );
  });
});

describe("all of it", () => {
  const rich: EventChanges = {
    html: "<b>Hello</b>",
    status: "tentative",
    transparency: "out-of-office",
    categories: ["A"],
    attachments: [{ url: "https://example.com/a" }],
    properties: [{ name: "X-A", value: "1" }],
    conferenceUrl: "https://meet.example.com/1",
  };

  it("is kept in a stored invite, through updates, and in an occurrence of a series", () => {
    const event = { ...base.event, ...rich, recurrence: { rule: "FREQ=WEEKLY;COUNT=3" } };
    const { invite } = createInvite({ ...base, productId: "-//Example//EN", event }, { now });
    const stored = parseInvite(JSON.parse(JSON.stringify(invite)));
    const { invite: next, messages } = updateInvite(
      stored,
      { event: { categories: ["B"], html: null } },
      { now, instance: "2027-06-17T10:00" },
    );
    expect(parseInvite(JSON.parse(JSON.stringify(next)))).toEqual(next);
    const ics = messages[0]?.ics ?? "";
    for (const line of ["CATEGORIES:B", "X-A:1", "STATUS:TENTATIVE", "PRODID:-//Example//EN"])
      expect(ics).toContain(line);
    expect(ics).not.toContain("X-ALT-DESC");
  });
});

describe("a member of an event that cannot be sent", () => {
  it.each([
    [
      { properties: [{ name: "ATTENDEE", value: "mailto:eve@example.com" }] },
      "event.properties[0].name:reserved-property",
    ],
    [{ properties: [{ name: "Uid", value: "1" }] }, "event.properties[0].name:reserved-property"],
    // Thunderbird compares revisions by it, Outlook reads the second as the time of the first, the third as who sent.
    [
      { properties: [{ name: "X-MOZ-RECEIVED-SEQUENCE", value: "9" }] },
      "event.properties[0].name:reserved-property",
    ],
    [
      { properties: [{ name: "X-MS-OLK-APPTSEQTIME", value: "20270101T000000Z" }] },
      "event.properties[0].name:reserved-property",
    ],
    [
      { properties: [{ name: "X-MS-OLK-SENDER", value: "mailto:eve@example.com" }] },
      "event.properties[0].name:reserved-property",
    ],
    [
      { properties: [{ name: "X-MICROSOFT-CDO-APPT-SEQUENCE", value: "9" }] },
      "event.properties[0].name:reserved-property",
    ],
    [
      { properties: [{ name: "X-A:1\r\nMETHOD", value: "CANCEL" }] },
      "event.properties[0].name:invalid-property",
    ],
    [
      { properties: [{ name: "X-A", value: "1\r\nMETHOD:CANCEL" }] },
      "event.properties[0].value:control-character",
    ],
    [{ properties: [{ name: "X-A", value: "1\u2028" }] }, "event.properties[0].value:control-character"],
    [
      { properties: [{ name: "X-A", value: "1", parameters: { TZID: "Europe/London" } }] },
      "event.properties[0].parameters.TZID:invalid-parameter",
    ],
    [{ properties: [{ name: "PRIORITY", value: "high" }] }, "event.properties[0].value:invalid-value"],
    [{ properties: {} }, "event.properties:invalid-type"],
    [{ attachments: [{ url: "javascript:alert(1)" }] }, "event.attachments[0].url:unsafe-scheme"],
    [{ attachments: [{ name: "a" }] }, "event.attachments[0].url:required"],
    [
      { attachments: [{ url: "https://example.com", mediaType: "pdf" }] },
      "event.attachments[0].mediaType:invalid-media-type",
    ],
    [{ categories: ["a", 7] }, "event.categories[1]:invalid-type"],
    [{ categories: "a" }, "event.categories:invalid-type"],
    [{ transparency: "busy" }, "event.transparency:invalid-choice"],
    [{ status: "cancelled" }, "event.status:invalid-choice"],
    [{ html: 7 }, "event.html:invalid-type"],
  ])("%j is refused: %s", (event, problem) => {
    expect(refusedEvent(event)).toEqual([problem]);
  });

  it.each([
    [{ recipients: [{ email: "jane@example.test", kind: "bot" }] }, "recipients[0].kind:invalid-choice"],
    [{ recipients: [{ email: "jane@example.test", rsvp: "yes" }] }, "recipients[0].rsvp:invalid-type"],
    [{ recipients: [{ email: "jane@example.test", locale: "!" }] }, "recipients[0].locale:invalid-locale"],
    [
      { recipients: [{ email: "jane@example.test", timeZone: "Mars" }] },
      "recipients[0].timeZone:unknown-time-zone",
    ],
    [{ organizer: { email: "a@example.com", sentBy: "nobody" } }, "organizer.sentBy:invalid-address"],
    [{ productId: "a\nb" }, "productId:control-character"],
  ])("%j is refused: %s", (more, problem) => {
    expect(refusedEvent({}, more)).toEqual([problem]);
  });
});

/** Names of the lines of a calendar text, each once. */
function namesOf(ics: string): string[] {
  const lines = ics.replace(/\r\n[ \t]/g, "").split("\r\n");
  return lines.map((line) => /^[^;:]*/.exec(line)?.[0] ?? "");
}

it("no text in any of the new fields adds a line, a person or a method to the calendar text", () => {
  const evil = fc.oneof(
    fc.string({ unit: anyLetter }),
    fc.constantFrom(
      "x\r\nMETHOD:CANCEL",
      "x\nATTENDEE:mailto:eve@example.com",
      'x";CN="y:z',
      "x\u2028END:VEVENT",
      "\\n\\,;",
    ),
  );
  const text = fc.tuple(evil, fc.constant("a")).map(([one, other]) => one + other);
  const event = fc.record({
    // HTML of nothing but a tag that does not end, such as "<a", says nothing: it has no DESCRIPTION.
    html: text.map((words) => `a${words}`),
    categories: fc.array(text, { minLength: 1, maxLength: 3 }),
    attachments: fc.array(fc.record({ url: anyWebAddress, name: text }), { minLength: 1, maxLength: 2 }),
    properties: fc.array(
      fc.record({ name: fc.constant("X-OWN"), value: text, parameters: fc.record({ "X-P": text }) }),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
  });
  const plain = namesOf(
    buildRequest(
      {
        ...base,
        event: {
          ...base.event,
          ...{ html: "a", categories: ["a"], attachments: [{ url: "https://example.com" }] },
          properties: [{ name: "X-OWN", value: "a" }],
        },
      },
      { now },
    ),
  );
  fc.assert(
    fc.property(event, (rich) => {
      if (refusedEvent(rich).length > 0) return;
      const ics = buildRequest({ ...base, event: { ...base.event, ...rich } }, { now });
      expect([...new Set(namesOf(ics))].sort()).toEqual([...new Set(plain)].sort());
      expect(namesOf(ics).filter((name) => name === "ATTENDEE" || name === "METHOD")).toHaveLength(2);
      expect(checkMessage(ics).filter(({ severity }) => severity === "error")).toEqual([]);
    }),
    { numRuns: runs(200) },
  );
});
