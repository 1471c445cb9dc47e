import { errorBody } from "../cronofy/error-body.ts";
import { statusCodeOf } from "../cronofy/status-code.ts";
import { ItipError } from "../errors.ts";
import { defined } from "../input.ts";

/** An answer as JSON, with the headers of the documented ones. */
export function json(status: number, body: unknown, headers?: Record<string, string>): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8", ...headers },
  });
}

/** An answer that is nothing but its status. */
export function bare(status: number, headers?: Record<string, string>): Response {
  return new Response(null, { status, ...defined({ headers }) });
}

/**
 * A page. It runs nothing, fetches nothing and is kept nowhere, and its address, which may hold a token, is told to nobody.
 */
export function page(status: number, html: string): Response {
  return new Response(html, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy":
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      "Referrer-Policy": "no-referrer",
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "X-Robots-Tag": "noindex",
    },
  });
}

/** The answer to a request that failed; what is thrown by a store, or by what else an application has put in, is a 500. */
export function failed(error: unknown): Response {
  if (!(error instanceof ItipError)) {
    const description = error instanceof Error ? error.message : String(error);
    return json(500, { errors: { service: [{ key: "errors.internal", description }] } });
  }
  const status = statusCodeOf(error);
  return status === 404 ? bare(404) : json(status, errorBody(error));
}
