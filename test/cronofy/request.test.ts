import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorBody } from "../../src/cronofy/error-body.ts";
import { readSmartInviteRequest } from "../../src/cronofy/request.ts";
import { ItipError } from "../../src/errors.ts";
import { readInviteInput } from "../../src/event/read-invite.ts";
import { runs } from "../support/runs.ts";

const organizer = { email: "viewings@lettings.example.com", name: "Harbour Lettings" };

function viewing(changes: object = {}, event: object = {}): object {
  return {
    smart_invite_id: "viewing-4711",
    recipient: { email: "jane@example.test" },
    event: {
      summary: "Flat viewing",
      start: "2026-05-07T09:30:00Z",
      end: "2026-05-07T10:00:00Z",
      tzid: "Europe/London",
      ...event,
    },
    ...changes,
  };
}

function inputOf(body: unknown) {
  const request = readSmartInviteRequest(body, { organizer });
  if (request.method !== "request") throw new Error(`this is a ${request.method}`);
  return request.input;
}

/** `{ field: [key, …] }` of the 422 that a body earns. */
function errorsOf(
  body: unknown,
  options?: Parameters<typeof readSmartInviteRequest>[1],
): Record<string, string[]> {
  try {
    readSmartInviteRequest(body, options ?? { organizer });
  } catch (error) {
    if (!(error instanceof ItipError)) throw error;
    const { errors } = errorBody(error);
    return Object.fromEntries(
      Object.entries(errors).map(([field, found]) => [field, found.map(({ key }) => key)]),
    );
  }
  return {};
}

describe("a request with one recipient", () => {
  it("is one invite of the pair of id and address", () => {
    const request = readSmartInviteRequest(viewing(), { organizer });
    expect(request).toMatchObject({
      method: "request",
      key: "viewing-4711/jane@example.test",
      input: {
        id: "viewing-4711",
        organizer,
        recipients: [{ email: "jane@example.test" }],
        event: {
          summary: "Flat viewing",
          start: { time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" },
          end: { time: "2026-05-07T11:00:00+01:00", tzid: "Europe/London" },
        },
      },
    });
  });

  it("gives each address a UID of its own, whatever the case of its letters, and each id", () => {
    const uid = (changes: object) => inputOf(viewing(changes)).uid;
    const jane = uid({});
    expect(jane).toMatch(/^[0-9a-f]{40}@lettings\.example\.com$/);
    expect(uid({ recipient: { email: "Jane@EXAMPLE.test" } })).toBe(jane);
    const others = [
      uid({ recipient: { email: "ali@example.test" } }),
      uid({ smart_invite_id: "viewing-4712" }),
      uid({ recipient: undefined, recipients: [{ email: "jane@example.test" }] }),
    ];
    expect(new Set([jane, ...others]).size).toBe(4);
  });

  it("gives two organizers of one domain UIDs of their own for the same id and address", () => {
    const uidFor = (email: string) => {
      const request = readSmartInviteRequest(viewing(), { organizer: { email } });
      return request.method === "request" ? request.input.uid : undefined;
    };
    expect(uidFor("ann@lettings.example.com")).toMatch(/^[0-9a-f]{40}@lettings\.example\.com$/);
    expect(uidFor("ann@lettings.example.com")).not.toBe(uidFor("bob@lettings.example.com"));
    expect(uidFor("Ann@lettings.example.com")).toBe(uidFor("ann@lettings.example.com"));
  });

  it("keeps keys of ids and of pairs apart", () => {
    const pair = readSmartInviteRequest(viewing({ smart_invite_id: "a" }), { organizer }).key;
    const id = readSmartInviteRequest(
      viewing({
        smart_invite_id: "a/jane@example.test",
        recipient: null,
        recipients: [{ email: "ali@example.test" }],
      }),
      { organizer },
    ).key;
    expect(pair).toBe("a/jane@example.test");
    expect(id).not.toBe(pair);
  });

  it("takes an initial status", () => {
    const { recipients } = inputOf(
      viewing({ recipient: { email: "jane@example.test", status: "tentative" } }),
    );
    expect(recipients).toEqual([{ email: "jane@example.test", status: "tentative" }]);
  });
});

describe("a request with several recipients", () => {
  const guests = [{ email: "jane@example.test", status: "accepted" }, { email: "ali@example.test" }];

  it("is one invite of the id", () => {
    const request = readSmartInviteRequest(viewing({ recipient: undefined, recipients: guests }), {
      organizer,
    });
    expect(request).toMatchObject({ key: "viewing-4711", input: { id: "viewing-4711", recipients: guests } });
  });

  it("has a UID that does not depend on who they are", () => {
    const several = inputOf(viewing({ recipient: undefined, recipients: guests })).uid;
    expect(inputOf(viewing({ recipient: undefined, recipients: guests.slice(1) })).uid).toBe(several);
  });
});

describe("cancel and remove", () => {
  const base = { smart_invite_id: "viewing-4711" };

  it("need an id and a recipient, no event", () => {
    const one = { ...base, recipient: { email: "jane@example.test" } };
    const several = { ...base, recipients: [{ email: "jane@example.test" }, { email: "ali@example.test" }] };
    expect(readSmartInviteRequest({ ...one, method: "cancel" })).toEqual({
      method: "cancel",
      key: "viewing-4711/jane@example.test",
      recipients: ["jane@example.test"],
    });
    expect(readSmartInviteRequest({ ...several, method: "cancel" })).toEqual({
      method: "cancel",
      key: "viewing-4711",
      recipients: ["jane@example.test", "ali@example.test"],
    });
    expect(readSmartInviteRequest({ ...one, method: "remove" })).toEqual({
      method: "remove",
      key: "viewing-4711",
      recipient: "jane@example.test",
    });
  });

  it("say what is missing", () => {
    expect(errorsOf({ method: "cancel" })).toEqual({
      smart_invite_id: ["errors.required"],
      "recipient.email": ["errors.required"],
    });
    expect(errorsOf({ ...base, method: "remove", recipients: [{ email: "jane@example.test" }] })).toEqual({
      recipients: ["errors.unsupported"],
      "recipient.email": ["errors.required"],
    });
  });
});

describe("the organizer", () => {
  it("has defaults for name and address, each of its own", () => {
    const given = (value: unknown) => inputOf(viewing({ organizer: value })).organizer;
    expect(given(undefined)).toEqual(organizer);
    expect(given({ name: "Board" })).toEqual({ ...organizer, name: "Board" });
    expect(given({ email: "board@example.com" })).toEqual({ ...organizer, email: "board@example.com" });
    expect(given({ email: "board@example.com", name: "Board" })).toEqual({
      email: "board@example.com",
      name: "Board",
    });
  });

  it("is missed where neither the request nor the application names one", () => {
    expect(errorsOf(viewing(), {})).toEqual({ "organizer.email": ["errors.required"] });
    expect(errorsOf(viewing({ organizer: { name: "Board" } }), {})).toEqual({
      "organizer.email": ["errors.required"],
    });
  });

  it("is refused as an argument when the application's own is wrong", () => {
    expect(errorsOf(viewing(), { organizer: { email: "nobody" } })).toEqual({
      "options.organizer.email": ["errors.invalid_address"],
    });
  });
});

describe("the event", () => {
  it("takes every key of the API", () => {
    const { event } = inputOf(
      viewing(
        { callback_url: "https://lettings.example.com/answers?flat=4%2F7" },
        {
          description: "Bring a passport.\r\nRing twice.",
          location: { description: "4 Quay Street", lat: "51.4545", long: "-2.5879" },
          url: "https://lettings.example.com/flats/4",
          reminders: [{ minutes: 60 }, { minutes: 0 }, { minutes: 10 }],
          transparency: "transparent",
          event_private: true,
          color: "#c6040f",
        },
      ),
    );
    expect(event).toMatchObject({
      description: "Bring a passport.\nRing twice.",
      location: { description: "4 Quay Street", lat: "51.4545", long: "-2.5879" },
      url: "https://lettings.example.com/flats/4",
      reminders: [{ minutes: 60 }, { minutes: 0 }, { minutes: 10 }],
      transparency: "transparent",
      private: true,
      color: "#c6040f",
    });
  });

  it.each([
    ["an offset", "2026-05-07T11:30:00+02:00"],
    ["a blank for the T, as the .NET client writes", "2026-05-07 09:30:00Z"],
    ["an empty fraction", "2026-05-07T09:30:00.000Z"],
    ["the local time of the zone", "2026-05-07T10:30:00"],
    ["an object", { time: "2026-05-07T09:30:00Z", tzid: "Europe/London" }],
    ["an object without a zone", { time: "2026-05-07T09:30:00Z" }],
  ])("takes a start with %s", (_form, start) => {
    expect(inputOf(viewing({}, { start })).event.start).toEqual({
      time: "2026-05-07T10:30:00+01:00",
      tzid: "Europe/London",
    });
  });

  it("is in Etc/UTC by default, and may start and end in two zones", () => {
    expect(inputOf(viewing({}, { tzid: undefined })).event.start).toEqual({
      time: "2026-05-07T09:30:00Z",
      tzid: "Etc/UTC",
    });
    const end = { time: "2026-05-07T20:30:00", tzid: "America/New_York" };
    expect(inputOf(viewing({}, { end })).event.end).toEqual({
      time: "2026-05-07T20:30:00-04:00",
      tzid: "America/New_York",
    });
  });

  it("may be all day, and may take no time at all", () => {
    const allDay = inputOf(
      viewing({}, { start: "2026-09-06", end: { time: "2026-09-08", tzid: "Europe/London" } }),
    );
    expect(allDay.event).toMatchObject({
      start: { time: "2026-09-06", tzid: "Europe/London" },
      end: { time: "2026-09-08", tzid: "Europe/London" },
    });
    expect(errorsOf(viewing({}, { end: "2026-05-07T09:30:00Z" }))).toEqual({});
  });

  it("tolerates unknown keys, and null for nothing", () => {
    const strange = viewing(
      {
        colour: "red",
        recipient: { email: "jane@example.test", name: 5, role: [] },
        callback_url: null,
        organizer: null,
      },
      {
        event_id: "e1",
        subscriptions: [{}],
        locale: 5,
        conferenceUrl: 7,
        private: 7,
        url: null,
        reminders: null,
      },
    );
    expect(errorsOf(strange)).toEqual({});
    expect(inputOf(strange).event).toEqual(inputOf(viewing()).event);
  });

  it("tells no reminders from none given", () => {
    expect(inputOf(viewing({}, { reminders: [] })).event.reminders).toEqual([]);
    expect(inputOf(viewing()).event).not.toHaveProperty("reminders");
  });
});

/** What the API refuses: a body, and the keys of its errors by field. */
const refusals: [string, object, Record<string, string[]>][] = [
  ["no id", viewing({ smart_invite_id: undefined }), { smart_invite_id: ["errors.required"] }],
  ["a blank id", viewing({ smart_invite_id: "  " }), { smart_invite_id: ["errors.required"] }],
  ["an id that is a number", viewing({ smart_invite_id: 7 }), { smart_invite_id: ["errors.invalid_type"] }],
  ["another method", viewing({ method: "publish" }), { method: ["errors.invalid_choice"] }],
  ["no recipient", viewing({ recipient: undefined }), { "recipient.email": ["errors.required"] }],
  ["a recipient without an address", viewing({ recipient: {} }), { "recipient.email": ["errors.required"] }],
  [
    "a recipient that is text",
    viewing({ recipient: "jane@example.test" }),
    { recipient: ["errors.invalid_type"] },
  ],
  [
    "no address",
    viewing({ recipient: { email: "jane" } }),
    { "recipient.email": ["errors.invalid_address"] },
  ],
  [
    "a status that is an answer to nothing",
    viewing({ recipient: { email: "jane@example.test", status: "delegated" } }),
    { "recipient.status": ["errors.invalid_choice"] },
  ],
  ["nobody", viewing({ recipient: undefined, recipients: [] }), { recipients: ["errors.required"] }],
  ["no list", viewing({ recipient: undefined, recipients: {} }), { recipients: ["errors.invalid_type"] }],
  [
    "both forms",
    viewing({ recipients: [{ email: "ali@example.test" }] }),
    { recipients: ["errors.unsupported"] },
  ],
  [
    "one wrong address of three, one twice, one wrong status",
    viewing({
      recipient: undefined,
      recipients: [
        { email: "jane@example.test" },
        { email: "jane@" },
        { email: "JANE@example.test" },
        { email: "ali@example.test", status: "maybe" },
      ],
    }),
    {
      "recipients[1].email": ["errors.invalid_address"],
      "recipients[2].email": ["errors.duplicate"],
      "recipients[3].status": ["errors.invalid_choice"],
    },
  ],
  [
    "a callback to a file",
    viewing({ callback_url: "file:///etc/motd" }),
    { callback_url: ["errors.unsafe_scheme"] },
  ],
  [
    "a callback by mail",
    viewing({ callback_url: "mailto:a@example.com" }),
    { callback_url: ["errors.invalid_url"] },
  ],
  ["a callback to a path", viewing({ callback_url: "/answers" }), { callback_url: ["errors.invalid_url"] }],
  ["no event", viewing({ event: undefined }), { event: ["errors.required"] }],
  ["an event that is text", viewing({ event: "lunch" }), { event: ["errors.invalid_type"] }],
  [
    "an empty event",
    viewing({ event: {} }),
    {
      "event.summary": ["errors.required"],
      "event.start": ["errors.required"],
      "event.end": ["errors.required"],
    },
  ],
  ["a blank summary", viewing({}, { summary: " " }), { "event.summary": ["errors.required"] }],
  ["a long summary", viewing({}, { summary: "é".repeat(1_025) }), { "event.summary": ["errors.too_long"] }],
  ["a huge summary", viewing({}, { summary: "x".repeat(200_000) }), { "event.summary": ["errors.too_long"] }],
  [
    "a long description",
    viewing({}, { description: "x".repeat(4_097) }),
    { "event.description": ["errors.too_long"] },
  ],
  ["attendees", viewing({}, { attendees: { invite: [] } }), { "event.attendees": ["errors.unsupported"] }],
  ["conferencing", viewing({}, { conferencing: {} }), { "event.conferencing": ["errors.unsupported"] }],
  [
    "milliseconds",
    viewing({}, { start: "2026-05-07T09:30:00.001Z" }),
    { "event.start": ["errors.fractional_second"] },
  ],
  [
    "a day that there is not",
    viewing({}, { start: "2026-02-30T09:30:00Z" }),
    { "event.start": ["errors.invalid_time"] },
  ],
  ["a time that is a number", viewing({}, { end: 1_778_146_200 }), { "event.end": ["errors.invalid_time"] }],
  [
    "the end first",
    viewing({}, { end: "2026-05-07T09:29:59Z" }),
    { "event.end": ["errors.end_before_start"] },
  ],
  ["a date and a time", viewing({}, { end: "2026-05-08" }), { "event.end": ["errors.mixed_date_and_time"] }],
  ["no such zone", viewing({}, { tzid: "Europe/Bristol" }), { "event.tzid": ["errors.unknown_time_zone"] }],
  [
    "no such zone at the start",
    viewing({}, { start: { time: "2026-05-07T09:30:00Z", tzid: "+01:00" } }),
    { "event.start": ["errors.unknown_time_zone"] },
  ],
  [
    "a latitude off the map",
    viewing({}, { location: { lat: "85.06", long: "0" } }),
    { "event.location.lat": ["errors.out_of_range"] },
  ],
  [
    "a longitude off the map",
    viewing({}, { location: { lat: "0", long: "181" } }),
    { "event.location.long": ["errors.out_of_range"] },
  ],
  [
    "degrees in words",
    viewing({}, { location: { lat: "north", long: "0" } }),
    { "event.location.lat": ["errors.out_of_range"] },
  ],
  [
    "a location that is text",
    viewing({}, { location: "here" }),
    { "event.location": ["errors.invalid_type"] },
  ],
  ["what is not a url", viewing({}, { url: "our website" }), { "event.url": ["errors.invalid_url"] }],
  [
    "another transparency",
    viewing({}, { transparency: "unknown" }),
    { "event.transparency": ["errors.invalid_choice"] },
  ],
  [
    "an extended transparency that only answers have",
    viewing({}, { extended_transparency: "unknown" }),
    { "event.extended_transparency": ["errors.invalid_choice"] },
  ],
  [
    "what is not a recurrence",
    viewing({}, { recurrence: 7 }),
    { "event.recurrence": ["errors.invalid_type"] },
  ],
  [
    "rules that are no list",
    viewing({}, { recurrence: { rules: {} } }),
    { "event.recurrence.rules": ["errors.invalid_type"] },
  ],
  [
    "a second rule",
    viewing({}, { recurrence: { rules: [{ frequency: "daily" }, { frequency: "weekly" }] } }),
    { "event.recurrence.rules": ["errors.unsupported"] },
  ],
  [
    "days in a rule that is not weekly",
    viewing({}, { recurrence: { rules: [{ frequency: "monthly", by_day: ["monday"] }] } }),
    { "event.recurrence.rules[0].by_day": ["errors.unsupported"] },
  ],
  [
    "a rule of which everything is wrong",
    viewing({}, { recurrence: { rules: [{ frequency: "hourly", interval: 0, by_day: ["MO", null] }] } }),
    {
      "event.recurrence.rules[0].frequency": ["errors.invalid_choice"],
      "event.recurrence.rules[0].interval": ["errors.out_of_range"],
      "event.recurrence.rules[0].by_day[0]": ["errors.invalid_choice"],
      "event.recurrence.rules[0].by_day[1]": ["errors.required"],
    },
  ],
  [
    "a rule without a frequency",
    viewing({}, { recurrence: { rules: [{}] } }),
    { "event.recurrence.rules[0].frequency": ["errors.required"] },
  ],
  [
    "a private that is text",
    viewing({}, { event_private: "yes" }),
    { "event.event_private": ["errors.must_be_boolean"] },
  ],
  ["what is not a color", viewing({}, { color: "reddish" }), { "event.color": ["errors.invalid_color"] }],
  [
    "reminders that are no list",
    viewing({}, { reminders: { minutes: 5 } }),
    { "event.reminders": ["errors.invalid_type"] },
  ],
  [
    "reminders after the event, or not in minutes",
    viewing({}, { reminders: [{ minutes: -5 }, { minutes: 1.5 }, {}, { minutes: 5 }] }),
    {
      "event.reminders[0].minutes": ["errors.out_of_range"],
      "event.reminders[1].minutes": ["errors.out_of_range"],
      "event.reminders[2].minutes": ["errors.out_of_range"],
    },
  ],
];

describe("a 422", () => {
  it.each(refusals)("is the answer to %s", (_what, body, errors) => {
    expect(errorsOf(body)).toEqual(errors);
  });

  it("lists everything that is wrong at once, each with a sentence", () => {
    const body = viewing(
      { smart_invite_id: undefined, recipient: {} },
      { summary: undefined, attendees: {} },
    );
    try {
      readSmartInviteRequest(body, { organizer });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ItipError);
      if (!(error instanceof ItipError)) return;
      const required = [{ key: "errors.required", description: "must be given" }];
      expect(errorBody(error)).toEqual({
        errors: {
          smart_invite_id: required,
          "recipient.email": required,
          "event.summary": required,
          "event.attendees": [
            {
              key: "errors.unsupported",
              description: "must not be given: it is not supported in Smart Invites",
            },
          ],
        },
      });
    }
  });

  it.each([[undefined], [null], ["{}"], [[]], [7]])("is the answer to a body that is %j", (body) => {
    expect(errorsOf(body)).toEqual({ body: ["errors.invalid_type"] });
  });

  it("takes a summary of 1024 characters, whatever planes they are from", () => {
    expect(errorsOf(viewing({}, { summary: "🗝".repeat(1_024) }))).toEqual({});
    expect(errorsOf(viewing({}, { summary: "🗝".repeat(1_025) }))).toEqual({
      "event.summary": ["errors.too_long"],
    });
  });

  it("is made of an ItipError alone", () => {
    const notAnError: unknown = new Error("no");
    // @ts-expect-error an application in JavaScript may hand over what it caught
    expect(() => errorBody(notAnError)).toThrow(ItipError);
  });
});

/** Law: whatever the body, it is read or refused with a list of problems; nothing else is ever thrown. */
function readsOrRefuses(body: unknown): boolean {
  try {
    readSmartInviteRequest(body, { organizer });
    return true;
  } catch (error) {
    return error instanceof ItipError && Object.keys(errorBody(error).errors).length > 0;
  }
}

/** Law: what is read can be invited to; no later step finds fault with it. */
function readsWhatCanBeInvited(body: unknown): boolean {
  try {
    const request = readSmartInviteRequest(body, { organizer });
    return request.method !== "request" || readInviteInput(request.input).id === request.input.id;
  } catch (error) {
    return error instanceof ItipError && error.problems.length > 0;
  }
}

describe("laws of reading", () => {
  const member = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true });
  const places = {
    body: ["method", "smart_invite_id", "recipient", "recipients", "callback_url", "event", "organizer"],
    event: [
      "summary",
      "description",
      "start",
      "end",
      "tzid",
      "location",
      "url",
      "reminders",
      "transparency",
      "color",
    ],
    location: ["description", "lat", "long"],
    recipient: ["email", "status"],
  } as const;
  const body = fc
    .constantFrom(
      ...Object.entries(places).flatMap(([place, names]) => names.map((name) => ({ place, name }))),
    )
    .chain(({ place, name }) => member.map((value) => bodyWith(place, { [name]: value })));

  function bodyWith(place: string, changes: object): object {
    if (place === "body") return viewing(changes);
    if (place === "event") return viewing({}, changes);
    if (place === "location") return viewing({}, { location: changes });
    return viewing({ recipient: { email: "jane@example.test", ...changes } });
  }

  it("reads or refuses any value", () => {
    fc.assert(fc.property(fc.oneof(member, body), readsOrRefuses), { numRuns: runs(2_000) });
  });

  it("reads nothing that cannot be invited to", () => {
    fc.assert(fc.property(body, readsWhatCanBeInvited), { numRuns: runs(2_000) });
  });
});
