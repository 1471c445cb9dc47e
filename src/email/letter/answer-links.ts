import { refusal } from "../../errors.ts";
import { at, fault, type Reading, readRecord } from "../../input.ts";
import { parseUrl } from "../../url.ts";

/** Where each answer is given: three absolute URLs, as `answerLinks` of `itip/links` signs them. */
export interface AnswerLinks {
  /** Where the reader says yes. */
  accepted: string;
  /** Where the reader says maybe. */
  tentative: string;
  /** Where the reader says no. */
  declined: string;
}

/** The links of a letter, checked: three URLs that a mail program opens in a browser. */
export function readAnswerLinks(value: unknown, reading: Reading): AnswerLinks | undefined {
  if (value === undefined) return undefined;
  const given = readRecord(value, ["accepted", "tentative", "declined"], reading, "what answerLinks gives");
  const accepted = given && readLink(given.accepted, at(reading, "accepted"));
  const tentative = given && readLink(given.tentative, at(reading, "tentative"));
  const declined = given && readLink(given.declined, at(reading, "declined"));
  if (accepted === undefined || tentative === undefined || declined === undefined) return undefined;
  return { accepted, tentative, declined };
}

function readLink(value: unknown, reading: Reading): string | undefined {
  const url = typeof value === "string" && value.length <= 8_000 ? parseUrl(value) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url.href;
  return fault(reading, "invalid-url", "must be a URL of http or https", value);
}

/**
 * Refuses links in a letter that nobody can answer.
 *
 * @throws {ItipError} `invalid-argument`
 */
export function refuseLinksOutside(method: string, links: AnswerLinks | undefined): void {
  if (links === undefined || method === "REQUEST" || method === "ADD") return;
  const message = `must be left out: only an invitation has links to answer it, and this is a ${method}`;
  throw refusal("invalid-argument", "options.links", "unsupported", message);
}
