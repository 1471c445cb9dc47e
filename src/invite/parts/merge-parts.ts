import { refusal } from "../../errors.ts";
import { joinAnswers } from "../answers/entries.ts";
import { withinOccurrenceLimit } from "../answers/occurrence-limit.ts";
import { withinLimit } from "../answers/ranking.ts";
import { strangerLimit } from "../answers/strangers.ts";
import { mergeInvites } from "../organize/merge.ts";
import { joinParts } from "./join-parts.ts";
import type { GuestPart, InviteParts, StrangersPart } from "./parts.ts";
import { partsOf } from "./parts-of.ts";
import { readPart, trustPart } from "./read-parts.ts";

/**
 * Joins two copies of one invite that are stored in parts, as `mergeInvites` does. Every part of both is needed.
 *
 * @throws {ItipError} `invalid-argument` when they are no copies of one invite, or a part is missing; `invalid-state`, `newer-state`
 * @example
 * mergeParts(partsInFrankfurt, partsInDublin)
 */
export function mergeParts(
  a: InviteParts,
  b: InviteParts,
): InviteParts & { readonly strangers: StrangersPart } {
  return partsOf(mergeInvites(joinParts(a), joinParts(b)));
}

/**
 * Joins two states of one row that took answers apart, by the laws of `mergeInvites`: everything that was said to either is in the result.
 * Where the organizer's lists differ, those of `a` stay: hand in first what comes with the head that stands.
 *
 * @param a the part of a guest, or that of strangers
 * @param b another state of the same part
 * @throws {ItipError} `invalid-argument` when they are not the same row; `invalid-state`, `newer-state`
 * @example
 * mergePart(ours, theirs).answers // what either of them knows
 */
export function mergePart(a: GuestPart, b: GuestPart): GuestPart;
export function mergePart(a: StrangersPart, b: StrangersPart): StrangersPart;
export function mergePart(
  a: GuestPart | StrangersPart,
  b: GuestPart | StrangersPart,
): GuestPart | StrangersPart {
  const [left, right] = [readPart(a, "a"), readPart(b, "b")];
  const alike =
    left.part === right.part && left.uid === right.uid && addressOfPart(left) === addressOfPart(right);
  if (!alike) throw refusal("invalid-argument", "b", "other-part", "must be another state of the same part");
  const answers = joinAnswers(left.answers, right.answers);
  const kept = left.part === "guest" ? withinOccurrenceLimit(answers) : withinLimit(answers, strangerLimit);
  return trustPart({ ...left, answers: kept });
}

function addressOfPart(part: GuestPart | StrangersPart): string {
  return part.part === "guest" ? part.address : "";
}
