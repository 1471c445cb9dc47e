import { languageOf } from "../email/letter/wording.ts";
import { ItipError } from "../errors.ts";
import { defined } from "../input.ts";
import { answeredPage, answerPage } from "../links/answer-page.ts";
import { readAnswerLink } from "../links/read-answer-link.ts";
import type { LinkAnswer } from "../reply/link-answer.ts";
import { readBody } from "./body.ts";
import { bare, page } from "./respond.ts";
import { type Service, takeIn } from "./service.ts";
import { swap } from "./swap.ts";

/** What a link of a letter leads to: a form for a GET, which changes nothing, and the answer for its POST. */
export async function answerRoute(service: Service, request: Request): Promise<Response> {
  const { links, now } = service.setup;
  const { method } = request;
  if (links === undefined || (method !== "GET" && method !== "HEAD" && method !== "POST")) return bare(404);
  const shown = { locale: localeOf(request) };
  try {
    const answer = await readAnswerLink(request.url, { secret: links.secret, now: now() });
    return method === "POST"
      ? await take(service, request, answer, shown)
      : page(200, answerPage(answer, { ...shown, ...(await eventShown(service, answer)) }));
  } catch (error) {
    if (!(error instanceof ItipError) || !/-link$/.test(error.code)) throw error;
    return page(error.code === "expired-link" ? 410 : 404, answeredPage(error, undefined, shown));
  }
}

async function take(
  service: Service,
  request: Request,
  answer: LinkAnswer,
  shown: { locale: string },
): Promise<Response> {
  const body = await readBody(request);
  if (body === undefined) return bare(413);
  const comment = await commentIn(body, request.headers.get("content-type") ?? "");
  const [key] = await service.index.keysOf([answer.uid]);
  const said = { ...answer, at: service.setup.now(), ...defined({ comment }) };
  const outcome =
    key === undefined
      ? ({ kind: "ignored", reason: "other-uid" } as const)
      : await takeIn(service, key, said);
  return page(200, answeredPage(outcome, answer, { ...shown, ...(await eventShown(service, answer)) }));
}

/** The field `comment` of a form. */
async function commentIn(body: Uint8Array, type: string): Promise<string | undefined> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { "Content-Type": type } }).formData();
    const comment = form.get("comment");
    return typeof comment === "string" ? comment.slice(0, 4_000) : undefined;
  } catch {
    // A scanner's or a script's POST without a form: an answer without a comment.
    return undefined;
  }
}

/** The title of the event, where the event is stored. */
async function eventShown({ setup, index }: Service, { uid }: LinkAnswer): Promise<{ summary?: string }> {
  const [key] = await index.keysOf([uid]);
  if (key === undefined) return {};
  const summary = await swap(setup.store, key, (stored) => ({ result: stored?.invite.plan.event.summary }));
  return defined({ summary });
}

/** The language that the reader's browser asks for first. */
function localeOf(request: Request): string {
  return languageOf((request.headers.get("accept-language") ?? "en").split(/[,;]/, 1)[0]?.trim());
}
