import { readLocale } from "../../event/read-locale.ts";
import { fault, type Readers, type Reading, readText } from "../../input.ts";
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

/** How each member of a {@link Reader} is read. */
export const readerReaders: Readers<Reader> = {
  locale: readLocale,
  timeZone: readTimeZone,
  wording: readOwnWording,
  links: readAnswerLinks,
};

/** An IANA zone as {@link parseZone} knows it; what is none is a fault. */
export function readTimeZone(value: unknown, reading: Reading): string | undefined {
  const name = readText(value, reading, 200);
  if (name === undefined) return undefined;
  return (
    parseZone(name) ??
    fault(reading, "unknown-time-zone", "must be an IANA zone id such as Europe/London", name)
  );
}
