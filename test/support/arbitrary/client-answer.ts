import fc from "fast-check";
import { type Client, clientCapabilities } from "../../../src/clients/index.ts";
import type { EventDetails, InviteInput } from "../../../src/event/event.ts";
import { localTimeOf, recurrenceSetOf } from "../../../src/event/span.ts";
import { expandRecurrence } from "../../../src/recurrence/expand.ts";
import type { AnswerInput } from "../../../src/reply/answer-input.ts";
import { instantOf } from "../../../src/time/offset.ts";
import { formatPoint, type Point } from "../../../src/time/point.ts";
import { parseZone } from "../../../src/time/zone.ts";
import { checkedEvent, pointOf } from "../checked-event.ts";
import { arbitraryInvitation, sendableText } from "./invitation.ts";

const day = 86_400_000;
const elsewhere = ["Europe/Oslo", "America/Sao_Paulo", "Asia/Kathmandu", "Europe/Dublin", "Etc/UTC"] as const;

/** What a person may say to an invitation; the times follow once the event is known. */
export interface AnswerPlan {
  readonly status: AnswerInput["status"];
  readonly name?: string | undefined;
  readonly comment?: string | undefined;
  /** Minutes that the proposal is later, how much longer it is, and another zone than the event's. */
  readonly proposal?:
    | { readonly by: number; readonly longer: number; readonly zone?: string | undefined }
    | undefined;
  /** Which occurrence of a series is answered; none: the series. */
  readonly occurrence?: number | undefined;
  /** The occurrence was moved and described anew before. */
  readonly changed: boolean;
}

/** An invitation as any organizer may make it, also with a hidden guest list and with copies of everybody's own. */
export const answerableInvitation: fc.Arbitrary<InviteInput> = fc
  .tuple(
    arbitraryInvitation,
    fc.constantFrom("shown" as const, "hidden" as const),
    fc.constantFrom(undefined, "sixteen octets!!"),
    fc.constantFrom(undefined, ...elsewhere),
  )
  .map(([invitation, guestList, replySecret, zone]) => ({
    ...invitation,
    ...(zone === undefined ? {} : { event: inZone(invitation.event, zone) }),
    guestList,
    ...(replySecret === undefined ? {} : { replySecret }),
  }));

function inZone({ start, end, ...event }: InviteInput["event"], zone: string): InviteInput["event"] {
  const moved = (time: typeof start) =>
    typeof time === "object" && "tzid" in time ? { time: String(time.time), tzid: zone } : time;
  return { ...event, start: moved(start), end: moved(end), tzid: zone };
}

/** Whatever a client can say, and nothing that it cannot. */
export function answerPlan(client: Client): fc.Arbitrary<AnswerPlan> {
  const can = clientCapabilities[client];
  const minutes = fc.integer({ min: -40_000, max: 40_000 });
  const proposal = fc.record({
    by: minutes,
    longer: fc.integer({ min: 0, max: 3_000 }),
    zone: fc.option(fc.constantFrom(...elsewhere), { nil: undefined, freq: 3 }),
  });
  return fc.record({
    status: fc.constantFrom("accepted" as const, "tentative" as const, "declined" as const),
    name: fc.option(
      sendableText.map((text) => text.replace(/\s/g, " ").trim()),
      { nil: undefined },
    ),
    comment: can.comment ? fc.option(sendableText, { nil: undefined, freq: 3 }) : fc.constant(undefined),
    proposal:
      can.proposal === false ? fc.constant(undefined) : fc.option(proposal, { nil: undefined, freq: 2 }),
    occurrence: fc.option(fc.nat({ max: 4 }), { nil: undefined, freq: 2 }),
    changed: fc.boolean(),
  });
}

/** The start of one of the first occurrences of a series. */
export function occurrenceOf(event: EventDetails, index: number): Point | undefined {
  if (event.recurrence === undefined) return undefined;
  const start = pointOf(event.start);
  const { occurrences } = expandRecurrence(recurrenceSetOf(checkedEvent(event)), { max: 5, steps: 100_000 });
  const local = occurrences[index % Math.max(occurrences.length, 1)] ?? localTimeOf(start);
  return start.kind === "date"
    ? { ...start, wall: local }
    : { ...start, instant: instantOf(start.tzid, local) };
}

/** The proposal of a plan for an event: at another time, in the event's zone or in another one. */
export function proposalFor(
  event: Pick<EventDetails, "start" | "end">,
  { by, longer, zone }: NonNullable<AnswerPlan["proposal"]>,
): NonNullable<AnswerInput["proposal"]> {
  const later = (point: Point, minutes: number): Point =>
    point.kind === "date"
      ? { ...point, wall: point.wall + Math.trunc(minutes / 1_440) * day }
      : { ...point, instant: point.instant + minutes * 60_000, tzid: parseZone(zone) ?? point.tzid };
  return {
    start: formatPoint(later(pointOf(event.start), by)),
    end: formatPoint(later(pointOf(event.end), by + longer)),
  };
}

/**
 * A comment as it is kept: its line breaks are line feeds, half a surrogate pair is U+FFFD, and what turns the direction of text and the
 * blanks around it go.
 */
export function canonicalComment(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/\p{Cs}/gu, "\uFFFD")
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .trim();
}
