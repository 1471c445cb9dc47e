import { kindOf } from "../errors.ts";
import { at, fault, isRecord, type Reading, readText } from "../input.ts";
import { linkStatuses } from "../reply/link-answer.ts";
import type { AnswerPageWording } from "./wording.table.ts";

const phrases = [
  "answersAs",
  "comment",
  "notYet",
  "stale",
  "cancelled",
  "refused",
  "expired",
  "invalid",
] as const;
const byAnswer = ["question", "send", "thanks"] as const;

/** An application's own words for the page, checked; what it does not say stays ours. */
export function readPageWording(
  value: unknown,
  standard: AnswerPageWording,
  reading: Reading,
): AnswerPageWording {
  if (value === undefined) return standard;
  if (!isRecord(value)) {
    fault(reading, "invalid-type", `must be an object of phrases, got ${kindOf(value)}`);
    return standard;
  }
  const known = new Set<string>([...phrases, ...byAnswer]);
  for (const name of Object.keys(value)) {
    if (!known.has(name))
      fault(at(reading, name), "unknown-field", `must be one of ${[...known].join(", ")}`);
  }
  const own = { ...standard };
  for (const name of phrases) own[name] = readText(value[name], at(reading, name), 1_000) ?? standard[name];
  for (const name of byAnswer) own[name] = readByAnswer(value[name], standard[name], at(reading, name));
  return own;
}

function readByAnswer(
  value: unknown,
  standard: AnswerPageWording["send"],
  reading: Reading,
): AnswerPageWording["send"] {
  if (value === undefined) return standard;
  if (!isRecord(value)) {
    fault(
      reading,
      "invalid-type",
      `must be an object, { accepted, tentative, declined }, got ${kindOf(value)}`,
    );
    return standard;
  }
  const own = { ...standard };
  for (const status of linkStatuses) {
    own[status] = readText(value[status], at(reading, status), 1_000) ?? standard[status];
  }
  return own;
}
