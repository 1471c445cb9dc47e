import { openEmail } from "../email/open/open.ts";
import { combineOutcomes, type Outcome } from "../invite/answers/outcome.ts";
import { answerRoute } from "./answer-route.ts";
import { apiRoute } from "./api-route.ts";
import { handOver } from "./hand-over.ts";
import { readSetup, type SmartInvitesOptions } from "./options.ts";
import { bare, failed } from "./respond.ts";
import { type Service, takeIn } from "./service.ts";
import { uidIndex } from "./uid-index.ts";

/** The Smart Invites service. */
export interface SmartInvites {
  /** Answers `/v1/smart_invites`, and the links where there are any. Everything else is a 404. */
  fetch(request: Request): Promise<Response>;
  /**
   * Takes in a mail that came back to an organizer: an answer, a bounce.
   *
   * @param verdict what the receiving mail server found out about its author
   * @throws {ItipError} (as a rejection) `not-an-email`, `invalid-argument`, and `invalid-state` for damaged state
   */
  deliver(raw: string | Uint8Array, verdict?: "pass" | "fail" | "none"): Promise<Outcome>;
  /** Resolves when no mail and no callback is due or under way. */
  idle(): Promise<void>;
}

/**
 * The Smart Invites service as one web-standard handler, for tests, and for applications that leave the hosted one.
 *
 * Callbacks go out signed and in order for each invite, and so do mails. One that is refused is due again after 1 s, 2 s, 4 s … and
 * at most an hour by `now`; `fetch`, `deliver` and `idle` try what is due, and nothing sleeps: call `idle` every second or so. What
 * waits is stored beside the invite, so that it outlives the process wherever the store does. Several services may share a store.
 *
 * @throws {ItipError} `invalid-argument` with every option that is wrong
 * @example
 * const service = createSmartInvites({ clientSecret, organizer, send: (email) => outbox.push(email) });
 * const response = await service.fetch(new Request("http://localhost/v1/smart_invites", { method: "POST", headers, body }));
 * await service.deliver(rawReply, "pass"); // { kind: "applied", … }, and the callback has gone out
 */
export function createSmartInvites(options: SmartInvitesOptions): SmartInvites {
  const setup = readSetup(options);
  const worker = handOver(setup);
  const service: Service = { setup, worker, index: uidIndex(setup.store, worker.watch) };
  // Behind a proxy the path of the outside may be another.
  const answerPaths = setup.links === undefined ? [] : [new URL(setup.links.base).pathname, "/answer"];
  /** What an earlier process has left waiting is looked for once. */
  let leftovers: Promise<unknown> | undefined;

  async function route(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/v1/smart_invites") return apiRoute(service, request);
    return answerPaths.includes(pathname) ? answerRoute(service, request) : bare(404);
  }

  return {
    fetch: async (request) => {
      const response = await route(request).catch(failed);
      worker.begin();
      return response;
    },
    deliver: async (raw, verdict) => {
      const email = await openEmail(raw);
      const outcomes: Outcome[] = [];
      for (const key of await service.index.keysOf(email.uids))
        outcomes.push(await takeIn(service, key, email, verdict));
      worker.begin();
      if (outcomes.length > 0) return combineOutcomes(outcomes);
      return { kind: "ignored", reason: email.uids.length > 0 ? "other-uid" : "not-a-reply" };
    },
    idle: async () => {
      leftovers ??= service.index.keysOf([""]);
      await leftovers;
      await worker.idle();
    },
  };
}
