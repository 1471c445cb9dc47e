import { domainToASCII } from "node:url";
import fc from "fast-check";
import ICAL from "ical.js";
import { expect, it } from "vitest";
import {
  buildRequest,
  composeEmail,
  createInvite,
  type InviteInput,
  ItipError,
  parseMessage,
  readInvitation,
} from "../../src/index.ts";
import { sendableText } from "../support/arbitrary/invitation.ts";
import { anyWebAddress } from "../support/arbitrary/letters.ts";
import { trickyText } from "../support/arbitrary/outgoing.ts";
import { hostileText } from "../support/fixtures/invite-input.ts";
import { outgoing } from "../support/fixtures/outgoing.ts";
import { carriesTheCalendarTwice, fitsTheWire, holdsOnlyWhatBelongsThere } from "../support/laws/mail.ts";
import { runs } from "../support/runs.ts";

const now = new Date("2027-01-01T09:00:00Z");
const line = sendableText
  .map((text) => text.replace(/[\r\n\t\u2028\u2029\p{Cs}]/gu, " ").trim())
  .filter((text) => text !== "");

/** Everything an event and an organizer can say since invitations grew rich, in texts of one kind. */
const richIn = (text: fc.Arbitrary<string>) => {
  const link = fc.oneof(
    anyWebAddress,
    anyWebAddress.chain((url) => text.map((more) => `${url}?q=${more}`)),
  );
  return fc.record({
    productId: fc.option(text, { nil: undefined }),
    sentBy: fc.option(fc.oneof(fc.constant("pa@example.com"), text), { nil: undefined }),
    kind: fc.constantFrom("individual", "group", "room", "resource"),
    event: fc.record(
      {
        html: text,
        conferenceUrl: link,
        categories: fc.array(text, { maxLength: 3 }),
        attachments: fc.array(fc.record({ url: link, name: text }), { maxLength: 2 }),
        properties: fc.array(
          fc.record({
            name: fc.oneof(fc.constantFrom("X-OWN", "CONTACT", "PRIORITY", "RELATED-TO", "RESOURCES"), text),
            value: fc.oneof(fc.constantFrom("1", "b-77"), text),
            parameters: fc.record({ "X-P": text }),
          }),
          { maxLength: 2 },
        ),
        location: fc.record({ description: text, lat: fc.constant("51.5"), long: fc.constant("-0.12") }),
        status: fc.constantFrom("confirmed", "tentative"),
        transparency: fc.constantFrom("opaque", "tentative", "out-of-office", "working-elsewhere"),
      },
      { requiredKeys: [] },
    ),
  });
};
/** Text that wants to be more than text; most of it is refused somewhere. */
const hostile = fc.oneof(richIn(hostileText), richIn(line));
type Rich = ReturnType<typeof richIn> extends fc.Arbitrary<infer T> ? T : never;

function inputOf({ productId, sentBy, kind, event }: Rich): InviteInput {
  return {
    id: "rich",
    ...(productId === undefined ? {} : { productId }),
    organizer: { email: "planner@example.com", ...(sentBy === undefined ? {} : { sentBy }) },
    recipients: [{ email: "jane@example.test", kind }],
    event: {
      summary: "Board",
      start: "2027-06-10T10:00",
      end: "2027-06-10T11:00",
      tzid: "Europe/London",
      ...event,
    },
  };
}

/** What is built of an input, or nothing where it is refused as it should be. */
function built<T>(build: () => T): T | undefined {
  try {
    return build();
  } catch (error) {
    if (error instanceof ItipError) return undefined;
    throw error;
  }
}

/** Names of the properties that may stand in such an event. */
const known = new Set(
  "uid dtstamp dtstart dtend summary description location organizer attendee sequence status transp class conference categories attach geo x-own contact priority related-to resources x-alt-desc styled-description x-apple-structured-location x-microsoft-cdo-busystatus x-microsoft-cdo-intendedstatus x-microsoft-disallow-counter".split(
    " ",
  ),
);

it("no text in any field of a rich event adds a property, a person, a component or a method", () => {
  fc.assert(
    fc.property(hostile, (any) => {
      const ics = built(() => buildRequest(inputOf(any), { now }));
      if (ics === undefined) return;
      const calendar = new ICAL.Component(ICAL.parse(ics));
      expect(calendar.getAllProperties("method").map((line) => line.getFirstValue())).toEqual(["REQUEST"]);
      expect(
        calendar
          .getAllSubcomponents()
          .map(({ name }) => name)
          .sort(),
      ).toEqual(["vevent", "vtimezone"]);
      const event = calendar.getFirstSubcomponent("vevent");
      expect(event?.getAllSubcomponents()).toEqual([]);
      expect(event?.getAllProperties("attendee").map((line) => line.getFirstValue())).toEqual([
        "mailto:jane@example.test",
      ]);
      const strange = event
        ?.getAllProperties()
        .map(({ name }) => name)
        .filter((name) => !known.has(name) && !name.startsWith("x-"));
      expect(strange).toEqual([]);
    }),
    { numRuns: runs(300, "message") },
  );
});

it("equal arguments give equal bytes, of calendar text and of mail", () => {
  fc.assert(
    fc.property(hostile, (any) => {
      const make = (input: InviteInput) =>
        built(() => createInvite(input, { now }).messages.map((message) => composeEmail(message).raw));
      expect(make(inputOf(structuredClone(any)))).toEqual(make(inputOf(any)));
    }),
    { numRuns: runs(100, "message") },
  );
});

/** A link beyond ASCII is written with percent signs (RFC 3986 section 2.1): it is the same link. */
function asSent(value: unknown): unknown {
  const text = JSON.stringify(value) ?? "";
  return JSON.parse(text === "" ? "null" : text, (_, one: unknown) =>
    typeof one === "string" && URL.canParse(one) ? new URL(one).href : one,
  );
}

/** An address as a line holds it: a domain beyond ASCII by its A-labels (RFC 5890 section 2.3.2.1). */
function onTheLine(email: string): string {
  return email.trim().replace(/(?<=@)(?=.*[^ -~]).+$/u, domainToASCII);
}

it("what createInvite builds is read back by readInvitation: the event, the guests, the organizer", () => {
  fc.assert(
    fc.property(richIn(line), (any) => {
      const [message] = built(() => createInvite(inputOf(any), { now }).messages) ?? [];
      if (message === undefined) return;
      const found = readInvitation(parseMessage(message.ics));
      const sentBy = any.sentBy === undefined ? {} : { sentBy: onTheLine(any.sentBy) };
      expect(found?.organizer).toEqual({ email: "planner@example.com", ...sentBy });
      expect(found?.guests.map(({ email, kind }) => [email, kind ?? "individual"])).toEqual([
        ["jane@example.test", any.kind],
      ]);
      for (const field of [
        ...(["categories", "attachments", "properties", "conferenceUrl", "location"] as const),
        ...(["html", "transparency"] as const),
      ])
        expect(asSent(found?.event[field]), field).toEqual(asSent(message.event[field]));
      expect(found?.event.status ?? "confirmed").toBe(message.event.status ?? "confirmed");
    }),
    { numRuns: runs(200, "message") },
  );
});

it("no phrase of a caller's own wording adds a header, a part or a line that is too long", () => {
  const phrase = fc.oneof(trickyText, fc.constant("{summary}\r\nBcc: eve@example.test"));
  const wording = fc.record({
    subject: fc.record({ invitation: phrase }),
    heading: fc.record({ invitation: phrase }),
    label: fc.record({ time: phrase, place: phrase }, { requiredKeys: [] }),
    howToAnswer: phrase,
  });
  fc.assert(
    fc.property(wording, (own) => {
      const email = built(() => composeEmail(outgoing(), { wording: own }));
      if (email === undefined) return;
      holdsOnlyWhatBelongsThere(email);
      carriesTheCalendarTwice(email, outgoing().ics);
      fitsTheWire(email);
      for (const [tag] of email.parts.html.matchAll(/<\/?b>/g)) expect(tag).toBeUndefined();
    }),
    { numRuns: runs(300, "message") },
  );
});
