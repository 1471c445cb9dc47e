import { isUrl } from "../builtin.ts";
import { refusal, shown } from "../errors.ts";
import { readEmail } from "../event/read-mailbox.ts";
import { at, defined, fault, type Reading, readOrRefuse } from "../input.ts";
import { parseUrl } from "../url.ts";
import { readAccount, type SmartInviteAccount } from "./account.ts";
import { readId, smartInviteKey } from "./identity.ts";

/** What a GET of `/v1/smart_invites` asks for. */
export interface SmartInviteQuery {
  /** The key that the invite is stored under. */
  key: string;
  /** `recipient_email`: absent where an invite of several recipients is asked for. */
  recipient?: string;
  /** Whether the answer is to carry the current calendar text. */
  includeIcs: boolean;
}

/**
 * The query of a GET of `/v1/smart_invites`, read and checked: `smart_invite_id`, `recipient_email`, `include_ics`.
 *
 * @param url the whole URL, or its path and query
 * @param options as for `readSmartInviteRequest`: the key begins with the account where that of its requests does
 * @throws {ItipError} `invalid-event` with every problem found, for `errorBody`; `invalid-argument` when the URL is none
 * @example
 * readSmartInviteQuery("/v1/smart_invites?smart_invite_id=7&recipient_email=jane%40example.test&include_ics=true")
 * // { key: "7/jane@example.test", recipient: "jane@example.test", includeIcs: true }
 */
export function readSmartInviteQuery(url: string | URL, options?: SmartInviteAccount): SmartInviteQuery {
  const { keyedBy } = readAccount(options);
  const query = queryOf(url);
  return readOrRefuse("invalid-event", "", (reading) => {
    const id = readId(query.get("smart_invite_id"), at(reading, "smart_invite_id"));
    const recipient = readRecipientEmail(query.get("recipient_email"), at(reading, "recipient_email"));
    const includeIcs = readQueryFlag(query.get("include_ics"), at(reading, "include_ics"));
    return { key: smartInviteKey(id, recipient, keyedBy), ...defined({ recipient }), includeIcs };
  });
}

function queryOf(url: unknown): URLSearchParams {
  const base = "https://service.invalid/";
  const text = isUrl(url) ? url.href : url;
  const parsed = typeof text === "string" ? parseUrl(text, base) : undefined;
  if (parsed !== undefined) return parsed.searchParams;
  const message = `must be a URL, or its path and query, got ${shown(url)}`;
  throw refusal("invalid-argument", "url", "invalid-url", message);
}

function readRecipientEmail(value: string | null, reading: Reading): string | undefined {
  if (value === null || value.trim() === "") return undefined;
  return readEmail(value, reading) === undefined ? undefined : value.trim();
}

function readQueryFlag(value: string | null, reading: Reading): boolean {
  const word = (value ?? "").trim().toLowerCase();
  if (word === "true" || word === "1") return true;
  if (word === "" || word === "false" || word === "0") return false;
  fault(reading, "must-be-boolean", "must be true or false", value);
  return false;
}
