import { SignJWT } from "jose/jwt/sign";
import { isUrl } from "../builtin.ts";
import type { AnswerLinks } from "../email/letter/answer-links.ts";
import { type CheckedMessage, readOutgoing } from "../email/outgoing-input.ts";
import { type ItipError, refusal } from "../errors.ts";
import { at, defined, fault, type Reading, readOrRefuse, readRecord } from "../input.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import type { LinkAnswer } from "../reply/link-answer.ts";
import { timeOfDate } from "../time/now.ts";
import { parseUrl } from "../url.ts";
import { readSecret } from "./secret.ts";
import { tokenParameter } from "./token.ts";

/** Where links lead, and how long. */
export interface LinkOptions {
  /** The page of the application that takes answers: an absolute URL of http or https. */
  base: string | URL;
  /** At least 32 octets in UTF-8, known to nobody but the application. */
  secret: string;
  /** From this moment on the links are refused; to the second. */
  expires: Date;
}

/**
 * Three links that answer an invitation without a calendar: each holds a signed token (compact JWS, HS256) that names the event,
 * the person, the revision, the occurrence and the answer. Nothing has to be stored for them.
 *
 * @param message the REQUEST or ADD that the letter is about; its recipient is the person who answers
 * @throws {ItipError} (as a rejection) `invalid-argument`; `cannot-answer` for a message that asks for no answer
 * @example
 * const links = await answerLinks(message, { base: "https://app.example.com/answer", secret, expires });
 * composeEmail(message, { links }); // the letter has three buttons
 * // links.accepted: "https://app.example.com/answer?answer=eyJhbGciOiJIUzI1NiJ9.…"
 */
export async function answerLinks(message: OutgoingMessage, options: LinkOptions): Promise<AnswerLinks> {
  const checked = readOutgoing(message);
  const { base, key, expires } = readLinkOptions(options);
  if (checked.method !== "REQUEST" && checked.method !== "ADD") throw cannotAnswer(checked.method);
  const link = async (status: LinkAnswer["status"]) => {
    const url = new URL(base);
    url.searchParams.set(tokenParameter, await sign({ ...claimsOf(checked), status }, key, expires));
    return url.href;
  };
  return {
    accepted: await link("accepted"),
    tentative: await link("tentative"),
    declined: await link("declined"),
  };
}

function claimsOf({ uid, to, sequence, instance }: CheckedMessage): Omit<LinkAnswer, "status"> {
  return { uid, email: to.email, sequence, ...defined({ instance }) };
}

function sign(claims: LinkAnswer, key: Uint8Array, expires: number): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader({ alg: "HS256" }).setExpirationTime(expires).sign(key);
}

function cannotAnswer(method: string): ItipError {
  const message = `must be REQUEST or ADD, which ask for an answer, got ${method}`;
  return refusal("cannot-answer", "message.method", "cannot-answer", message);
}

function readLinkOptions(options: unknown): { base: string; key: Uint8Array; expires: number } {
  return readOrRefuse("invalid-argument", "options", (reading) => {
    const given = readRecord(options, ["base", "secret", "expires"], reading) ?? {};
    const base = readBase(given.base, at(reading, "base"));
    const key = readSecret(given.secret, at(reading, "secret"));
    const expires = readExpires(given.expires, at(reading, "expires"));
    return base === undefined || key === undefined || expires === undefined
      ? undefined
      : { base, key, expires };
  });
}

function readBase(value: unknown, reading: Reading): string | undefined {
  const text = isUrl(value) ? value.href : value;
  const url = typeof text === "string" ? parseUrl(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url.href;
  return fault(reading, "invalid-url", "must be an absolute URL of http or https", text);
}

/** Seconds since 1970 (RFC 7519 section 4.1.4). */
function readExpires(value: unknown, reading: Reading): number | undefined {
  const time = timeOfDate(value);
  return time === undefined
    ? fault(reading, "invalid-type", "must be a valid Date", value)
    : Math.floor(time / 1_000);
}
