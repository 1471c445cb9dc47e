import { shown } from "../../errors.ts";
import { readLocale } from "../../event/read-locale.ts";
import { at, fault, type Reading, readText } from "../../input.ts";
import { parseZone } from "../../time/zone.ts";
import { type AnswerLinks, readAnswerLinks } from "./answer-links.ts";
import { type OwnWording, readOwnWording } from "./own-wording.ts";

/** A reader: the language they read, the zone they live in, the links that they can answer with, and words of the caller's own for what is said to them. */
export interface Reader {
  /** BCP 47: the language and the dates of the default texts. Spoken: en, de, fr, es, nl, pt, it, ja; others hear English. */
  locale?: string | undefined;
  /** The recipient's IANA zone: times are shown in it beside the event's own. */
  timeZone?: string | undefined;
  /** Words of one's own, or a language of one's own: what it leaves out is said in `locale`'s language, else in English. */
  wording?: OwnWording | undefined;
  /** Three buttons in the letter of an invitation, from `answerLinks` of `itip/links`; the calendar text stays as it is. */
  links?: AnswerLinks | undefined;
}

/** What {@link Reader} has. */
export const readerFields = [
  "locale",
  "timeZone",
  "wording",
  "links",
] as const satisfies readonly (keyof Reader)[];

/** A reader whose members were checked, as far as they are there. */
export function readReader(input: Record<string, unknown>, reading: Reading): Reader {
  const reader: Reader = {};
  const locale = readLocale(input.locale, at(reading, "locale"));
  if (locale !== undefined) reader.locale = locale;
  const timeZone = readTimeZone(input.timeZone, at(reading, "timeZone"));
  if (timeZone !== undefined) reader.timeZone = timeZone;
  const wording = readOwnWording(input.wording, at(reading, "wording"));
  if (wording !== undefined) reader.wording = wording;
  const links = readAnswerLinks(input.links, at(reading, "links"));
  if (links !== undefined) reader.links = links;
  return reader;
}

function readTimeZone(value: unknown, reading: Reading): string | undefined {
  const name = readText(value, reading, 200);
  if (name === undefined) return undefined;
  return (
    parseZone(name) ??
    fault(reading, "unknown-time-zone", `must be an IANA zone id such as Europe/London, got ${shown(name)}`)
  );
}
