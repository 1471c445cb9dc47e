import fc from "fast-check";
import {
  applySmartInviteRequest,
  readSmartInviteRequest,
  type SmartInviteJson,
} from "../../../src/cronofy/index.ts";
import { type Invite, parseInvite } from "../../../src/index.ts";
import { anyLetter, anyWebAddress } from "../arbitrary/letters.ts";

export const organizer = { email: "viewings@harbour.example.com", name: "Harbour Lettings" };
const zones = [
  "Europe/London",
  "Europe/Paris",
  "America/New_York",
  "Asia/Kolkata",
  "Pacific/Auckland",
  "Etc/UTC",
];

const day = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 86_400_000, max: Date.UTC(2035, 11, 31) / 86_400_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

const moment = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2035, 11, 31) / 60_000 })
  .map((minutes) => new Date(minutes * 60_000).toISOString().replace(".000Z", "Z"));

/** Start and end of the same kind, in order, in either form. */
const span = fc
  .tuple(fc.oneof(fc.tuple(day, day), fc.tuple(moment, moment)), fc.constantFrom(...zones), fc.boolean())
  .map(([times, tzid, asObjects]) => {
    const [start, end] = times.toSorted();
    return asObjects ? { start: { time: start, tzid }, end: { time: end, tzid } } : { start, end, tzid };
  });

const words = fc
  .string({ unit: anyLetter, minLength: 1, maxLength: 30 })
  .filter((text) => /\p{L}/u.test(text));

/** Any event that the API takes. */
export const event = fc
  .tuple(
    span,
    fc.record(
      {
        summary: words,
        description: words,
        location: fc.record(
          {
            description: words,
            lat: fc.constantFrom("51.5", "-33.8688", "0"),
            long: fc.constantFrom("-0.12", "151.2093"),
          },
          { requiredKeys: [] },
        ),
        url: anyWebAddress,
        reminders: fc.array(fc.record({ minutes: fc.nat(10_080) }), { maxLength: 3 }),
        transparency: fc.constantFrom("opaque", "transparent"),
        event_private: fc.boolean(),
        color: fc.constantFrom("#c6040f", "navy"),
      },
      { requiredKeys: ["summary"] },
    ),
  )
  .map(([times, particulars]) => ({ ...particulars, ...times }));

const people = ["ann@example.test", "ben@example.test", "cat@example.test"].map((email) => ({ email }));

/** Who a request is for, in either form. */
export const guests = fc.oneof(
  fc.constantFrom(...people).map((recipient) => ({ recipient })),
  fc.shuffledSubarray(people, { minLength: 1 }).map((recipients) => ({ recipients })),
);

interface Applied {
  invite: Invite;
  messages: readonly unknown[];
  response: SmartInviteJson;
}

/** Reads a body and applies it to what a database holds: text. */
export function apply(
  stored: Invite | undefined,
  body: object,
  now = new Date("2027-01-02T03:04:05Z"),
): Applied {
  const request = readSmartInviteRequest(body, { organizer });
  const before = stored === undefined ? undefined : parseInvite(JSON.parse(JSON.stringify(stored)));
  return applySmartInviteRequest(before, request, { now });
}

/** Law: the event that was answered can be posted again, and changes nothing. */
export function answersWhatCanBePosted(body: { event: object }): boolean {
  const first = apply(undefined, body);
  const second = apply(first.invite, { ...body, event: first.response.event });
  return second.messages.length === 0 && JSON.stringify(second.response) === JSON.stringify(first.response);
}

/** Law: what is asked for twice is done once and answered twice. */
export function isDoneOnce(stored: Invite | undefined, body: object): boolean {
  const first = apply(stored, body);
  const second = apply(first.invite, body, new Date("2027-02-03T04:05:06Z"));
  const { attachments: _a, ...answer } = first.response;
  const { attachments: _b, ...again } = second.response;
  return second.messages.length === 0 && JSON.stringify(again) === JSON.stringify(answer);
}

/** Law: a repeated request leaves nothing of the event before. */
export function replacesTheEvent(before: { event: object }, after: { event: object }): boolean {
  const replaced = apply(apply(undefined, before).invite, after).response.event;
  return JSON.stringify(replaced) === JSON.stringify(apply(undefined, after).response.event);
}

/** Law: the form of the request is the form of every answer. */
export function keepsItsForm(body: object, later: readonly object[]): boolean {
  let { invite, response } = apply(undefined, body);
  const form = "recipient" in body ? "recipient" : "recipients";
  let kept = form in response;
  for (const next of later) {
    ({ invite, response } = apply(invite, next));
    kept &&= form in response && !("recipient" in response && "recipients" in response);
  }
  return kept;
}
