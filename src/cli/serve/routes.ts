import type { PersonAnswer } from "../../clients/index.ts";
import { readBody } from "../../emulator/body.ts";
import { ItipError, refusal, shown } from "../../errors.ts";
import { linkStatuses } from "../../reply/link-answer.ts";
import { clientNames } from "../client-names.ts";
import type { House } from "./house/house.ts";
import type { LoggedMail } from "./house/journal.ts";
import { mailView } from "./page/mail-view.ts";
import { overview } from "./page/overview.ts";
import { script } from "./page/script.ts";
import { style } from "./page/style.ts";

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  // The letter in its sandbox inherits the policy, and has its styles inline.
  "style-src 'self' 'unsafe-inline'",
  "img-src data:",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Everything that the service on this machine answers: its API, and the page for people. */
export function routes(house: House): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    // The usual secret is known to everybody, and so to a page that has given this machine a name of its own. Programs send no Origin.
    if (
      pathname === "/v1/smart_invites" &&
      request.headers.has("origin") &&
      !isOurName(request, house.options.url)
    )
      return foreign();
    if (pathname === "/v1/smart_invites" || pathname === "/answer") {
      const response = await house.service.fetch(request);
      if (request.method === "POST") house.journal.touch();
      return response;
    }
    return isOurs(request, house.options.url) ? pageRoute(house, request, pathname) : foreign();
  };
}

function foreign(): Response {
  return text(403, "This page is served to its own address alone.");
}

/**
 * Whether a request comes from this page, or from nobody's: another page that the same browser shows may neither read what stands
 * here, by giving this machine a name of its own (DNS rebinding), nor answer for anybody.
 */
function isOurs(request: Request, url: string): boolean {
  const sender = request.headers.get("origin");
  const isOurPage = request.method !== "POST" || sender === null || sender === new URL(request.url).origin;
  return isOurPage && isOurName(request, url);
}

/** Whether the host that a request names is an address, or a name that no page of the internet has. */
function isOurName(request: Request, url: string): boolean {
  const { hostname } = new URL(request.url);
  const isAddress = /^(?:[\d.]+|\[[\da-f:.]+\])$/i.test(hostname);
  return isAddress || hostname === "localhost" || hostname === new URL(url).hostname;
}

async function pageRoute(house: House, request: Request, pathname: string): Promise<Response> {
  if (request.method === "POST")
    return pathname === "/play" ? play(house, request) : text(404, "There is no such page.");
  if (request.method !== "GET" && request.method !== "HEAD") return text(404, "There is no such page.");
  switch (pathname) {
    case "/":
      return page(200, await overview(house));
    case "/style.css":
      return asset("text/css; charset=utf-8", style);
    case "/script.js":
      return asset("text/javascript; charset=utf-8", script);
    case "/state":
      return text(200, String(house.journal.revision()));
    default:
      return mailRoute(house, pathname);
  }
}

function mailRoute(house: House, pathname: string): Response {
  const [, number = "", raw] = /^\/mail\/(\d{1,9})(\/raw)?$/.exec(pathname) ?? [];
  const mail = number === "" ? undefined : house.journal.mail(Number(number));
  if (mail === undefined) return text(404, "There is no such page.");
  return raw === undefined ? page(200, mailView(house, mail)) : rawMail(mail);
}

function rawMail({ raw, number }: LoggedMail): Response {
  return new Response(Buffer.from(raw, "latin1"), {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": `inline; filename="mail-${number}.eml"`,
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "sandbox; default-src 'none'",
    },
  });
}

/** Somebody answers, by the form of the page. */
async function play(house: House, request: Request): Promise<Response> {
  const body = await readBody(request);
  if (body === undefined) return text(413, "An answer must have at most a megabyte.");
  const type = request.headers.get("content-type") ?? "";
  const form = await new Response(new Uint8Array(body), { headers: { "Content-Type": type } })
    .formData()
    .catch(() => new FormData());
  const field = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  try {
    const client = clientNames.find((name) => name === field("client"));
    if (client === undefined)
      throw wrongChoice("client", `must be one of the calendars of the list, got ${shown(field("client"))}`);
    await house.say(field("email"), field("uid"), saidIn(field), client);
    const Location = `/#invite-${encodeURIComponent(field("uid"))}`;
    return new Response(null, { status: 303, headers: { Location } });
  } catch (error) {
    if (!(error instanceof ItipError)) throw error;
    return page(422, await overview(house, error.problems.map(({ message }) => message).join(" ")));
  }
}

function saidIn(field: (name: string) => string): PersonAnswer {
  const status = linkStatuses.find((word) => word === field("status"));
  if (status === undefined)
    throw wrongChoice("status", `must be accepted, tentative or declined, got ${shown(field("status"))}`);
  const comment = field("comment") === "" ? undefined : field("comment");
  const [start, end, tzid] = [field("start"), field("end"), field("tzid")];
  const proposal = { start: { time: start, tzid }, end: { time: end, tzid } };
  const hasProposal = start !== "" || end !== "";
  return { status, comment, proposal: hasProposal ? proposal : undefined };
}

function wrongChoice(path: string, message: string): ItipError {
  return refusal("invalid-argument", path, "invalid-choice", `${path} ${message}`);
}

function page(status: number, body: string): Response {
  return new Response(body, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      // With no referrer at all, the Origin of a form would be `null`.
      "Referrer-Policy": "same-origin",
    },
  });
}

function asset(type: string, body: string): Response {
  return new Response(body, { headers: { "Content-Type": type, "X-Content-Type-Options": "nosniff" } });
}

function text(status: number, body: string): Response {
  return new Response(`${body}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
