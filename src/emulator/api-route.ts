import { applySmartInviteRequest } from "../cronofy/apply.ts";
import { readSmartInviteQuery } from "../cronofy/query.ts";
import { readSmartInviteRequest } from "../cronofy/request.ts";
import { smartInviteResponse } from "../cronofy/response.ts";
import { isSameText } from "../digest.ts";
import { refusal } from "../errors.ts";
import { readBody } from "./body.ts";
import { bare, json } from "./respond.ts";
import { type Service, withTransition } from "./service.ts";
import { swap } from "./swap.ts";

/** `/v1/smart_invites`: POST to invite, cancel or remove, GET to ask how an invitation stands. */
export async function apiRoute(service: Service, request: Request): Promise<Response> {
  const { clientSecret } = service.setup;
  if (!isSameText(credentialsOf(request), clientSecret)) {
    return bare(401, { "WWW-Authenticate": "Bearer" });
  }
  if (request.method === "POST") return post(service, request);
  return request.method === "GET" ? show(service, request) : bare(404);
}

/** What stands behind `Bearer`, which may be written in any letters (RFC 9110 section 11.1); empty for another scheme. */
function credentialsOf(request: Request): string {
  const [, credentials = ""] = /^Bearer +(.*)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  return credentials;
}

async function post({ setup, worker, index }: Service, request: Request): Promise<Response> {
  const { store, organizer } = setup;
  const body = await readBody(request);
  if (body === undefined) return bare(413);
  const read = readSmartInviteRequest(parseJson(body), { organizer });
  const now = setup.now();
  const { response, uid } = await swap(store, read.key, (stored) => {
    const { response: shown, ...transition } = applySmartInviteRequest(stored?.invite, read, { now });
    const same = transition.invite === stored?.invite && transition.messages.length === 0;
    return {
      next: same ? undefined : withTransition(stored, transition, [], now),
      result: { response: shown, uid: transition.invite.uid },
    };
  });
  index.note(uid, read.key);
  worker.watch(read.key, "mails");
  await worker.run(read.key, "mails");
  const ignored = read.method === "request" ? read.ignored : [];
  return json(200, response, ignored.length === 0 ? {} : { "Itip-Ignored": headerText(ignored.join(", ")) });
}

/** The text of a header in ASCII: what is beyond it every program reads in another way. */
function headerText(text: string): string {
  return text.replace(/[^ -~]/g, "?").slice(0, 2_000);
}

async function show({ setup }: Service, request: Request): Promise<Response> {
  const { key, includeIcs } = readSmartInviteQuery(request.url);
  const invite = await swap(setup.store, key, (stored) => ({ result: stored?.invite }));
  if (invite === undefined) return bare(404);
  return json(200, smartInviteResponse(invite, { includeIcs, replies: true, now: setup.now() }));
}

/** @throws {ItipError} `invalid-event` */
function parseJson(octets: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(octets));
  } catch {
    throw refusal("invalid-event", "", "invalid-json", "must be JSON in UTF-8");
  }
}
