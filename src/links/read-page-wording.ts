import { at, type Reading, readRecord, readText } from "../input.ts";
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
  const given = value === undefined ? undefined : readRecord(value, [...phrases, ...byAnswer], reading);
  if (given === undefined) return standard;
  const own = { ...standard };
  for (const name of phrases) own[name] = readText(given[name], at(reading, name), 1_000) ?? standard[name];
  for (const name of byAnswer) own[name] = readByAnswer(given[name], standard[name], at(reading, name));
  return own;
}

function readByAnswer(
  value: unknown,
  standard: AnswerPageWording["send"],
  reading: Reading,
): AnswerPageWording["send"] {
  const given = value === undefined ? undefined : readRecord(value, linkStatuses, reading);
  if (given === undefined) return standard;
  const own = { ...standard };
  for (const status of linkStatuses) {
    own[status] = readText(given[status], at(reading, status), 1_000) ?? standard[status];
  }
  return own;
}
