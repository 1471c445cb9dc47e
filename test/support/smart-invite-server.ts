import {
  applySmartInviteRequest,
  errorBody,
  readSmartInviteRequest,
  signCallback,
  smartInviteCallback,
  smartInviteKey,
  smartInviteResponse,
} from "../../src/cronofy/index.ts";
import {
  type Invite,
  ItipError,
  type Mailbox,
  type Outcome,
  openEmail,
  parseInvite,
  receive,
} from "../../src/index.ts";
import { type Exchange, type Loopback, serveLoopback } from "./loopback.ts";

interface Answer {
  status: number;
  body?: unknown;
}

/** A stand-in for the hosted API that never leaves the machine. */
export interface SmartInviteServer extends Loopback {
  /** An email came in at the organizer's address. */
  deliver(raw: string): Promise<Outcome>;
}

/**
 * `/v1/smart_invites` over HTTP, made of nothing but what the package exports. State is kept as text, as a database
 * would; callbacks go out over HTTP.
 */
export async function serveSmartInvites(options: {
  clientSecret: string;
  organizer: Mailbox;
  now: Date;
}): Promise<SmartInviteServer> {
  const stored = new Map<string, string>();
  const { organizer, now } = options;

  function load(key: string | undefined): Invite | undefined {
    const text = key === undefined ? undefined : stored.get(key);
    return text === undefined ? undefined : parseInvite(JSON.parse(text));
  }

  function post(body: string): Answer {
    const request = readSmartInviteRequest(JSON.parse(body), { organizer });
    const { invite, response } = applySmartInviteRequest(load(request.key), request, { now });
    stored.set(request.key, JSON.stringify(invite));
    return { status: 200, body: response };
  }

  function get(query: URLSearchParams): Answer {
    const id = query.get("smart_invite_id") ?? "";
    const invite = load(smartInviteKey(id, query.get("recipient_email") ?? undefined));
    if (invite === undefined) return { status: 404 };
    const includeIcs = query.get("include_ics") === "true";
    return { status: 200, body: smartInviteResponse(invite, { includeIcs, replies: true, now }) };
  }

  async function answer({ method, url, headers, body }: Exchange): Promise<Answer> {
    if (headers.authorization !== `Bearer ${options.clientSecret}`) return { status: 401 };
    if (url.pathname !== "/v1/smart_invites") return { status: 404 };
    try {
      return method === "POST" ? post(body) : get(url.searchParams);
    } catch (error) {
      if (!(error instanceof ItipError)) throw error;
      return error.code === "unknown-recipient" ? { status: 404 } : { status: 422, body: errorBody(error) };
    }
  }

  async function callBack(invite: Invite, outcome: Outcome): Promise<void> {
    if (outcome.kind !== "applied" || invite.callbackUrl === undefined) return;
    for (const reply of outcome.replies) {
      const body = JSON.stringify(smartInviteCallback(invite, reply));
      const signature = await signCallback(body, options.clientSecret);
      await fetch(invite.callbackUrl, {
        method: "POST",
        headers: { "Content-Type": "application/json; charset=utf-8", "Cronofy-HMAC-SHA256": signature },
        body,
      });
    }
  }

  async function deliver(raw: string): Promise<Outcome> {
    const email = await openEmail(raw);
    const key = [...stored.keys()].find((candidate) => email.uids.includes(load(candidate)?.uid ?? ""));
    const before = load(key);
    if (key === undefined || before === undefined) return { kind: "ignored", reason: "other-uid" };
    const { invite, outcome } = receive(before, email, { now, authentication: "pass" });
    stored.set(key, JSON.stringify(invite));
    await callBack(invite, outcome);
    return outcome;
  }

  return { ...(await serveLoopback(answer)), deliver };
}
