import type { JWTPayload } from "jose";
import { jwtVerify } from "jose/jwt/verify";
import { isUrl } from "../builtin.ts";
import { ItipError, type ItipErrorCode, refusal } from "../errors.ts";
import { at, defined, readOrRefuse, readRecord } from "../input.ts";
import { readLinkAnswer } from "../invite/receive/read-link.ts";
import type { LinkAnswer } from "../reply/link-answer.ts";
import { currentTime, readNow } from "../time/now.ts";
import { readSecret } from "./secret.ts";
import { tokenIn } from "./token.ts";

/** How a link is checked. */
export interface ReadLinkOptions {
  /** The secret that {@link answerLinks} was given. */
  secret: string;
  /** Decides whether the link is still good. Default: the present. */
  now?: Date | undefined;
}

/**
 * The answer that a link gives, once its signature was checked.
 *
 * Reading a link changes nothing: mail scanners follow every link of a mail. Show {@link answerPage} for a GET, and hand the
 * answer to `receive` for the POST of its form.
 *
 * @param url the whole address that was asked for
 * @throws {ItipError} (as a rejection) `invalid-link` for a link that was not signed with the secret, or was changed;
 *   `expired-link` for a genuine one whose time is over; `invalid-argument` for wrong options
 * @example
 * await readAnswerLink(request.url, { secret })
 * // { uid: "7@example.com", email: "jane@example.test", status: "accepted", sequence: 0 }
 */
export async function readAnswerLink(url: string | URL, options: ReadLinkOptions): Promise<LinkAnswer> {
  const { key, now } = readReadLinkOptions(options);
  const token = typeof url === "string" || isUrl(url) ? tokenIn(url) : undefined;
  if (token === undefined) throw wrongLink("invalid-link", "the address must hold one signed answer");
  return answerOfClaims(await verified(token, key, now));
}

async function verified(token: string, key: Uint8Array, now: Date): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      currentDate: now,
      requiredClaims: ["exp"],
    });
    return payload;
  } catch (error) {
    const isLate = error instanceof Error && "code" in error && error.code === "ERR_JWT_EXPIRED";
    throw isLate
      ? wrongLink("expired-link", "the link must be used before it expires")
      : wrongLink("invalid-link", "the answer must be signed with this secret");
  }
}

/** What was signed must be an answer: whoever knows the secret can sign anything. */
function answerOfClaims({ uid, email, status, sequence, instance }: JWTPayload): LinkAnswer {
  try {
    return readLinkAnswer({ uid, email, status, sequence, ...defined({ instance }) });
  } catch (error) {
    if (!(error instanceof ItipError)) throw error;
    throw wrongLink("invalid-link", "what was signed must be an answer to an invitation");
  }
}

function wrongLink(code: ItipErrorCode, message: string): ItipError {
  return refusal(code, "url", code, message);
}

function readReadLinkOptions(options: unknown): { key: Uint8Array; now: Date } {
  return readOrRefuse("invalid-argument", "options", (reading) => {
    const { secret, now } = readRecord(options, ["secret", "now"], reading) ?? {};
    const key = readSecret(secret, at(reading, "secret"));
    const time = currentTime(readNow(now, at(reading, "now")));
    return key && { key, now: time };
  });
}
