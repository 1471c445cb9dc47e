import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parseUrl } from "../../url.ts";
import { asError, messageOf } from "../system-error.ts";

/** A server that listens. */
export interface Listener {
  /** Where it is reached: `http://127.0.0.1:8620`. */
  readonly url: string;
  /** Stops listening, and ends the connections that are open. */
  close(): Promise<void>;
}

/**
 * Serves a web-standard handler over HTTP.
 *
 * @param port 0 for any that is free
 * @throws the error of the operating system, where the port is taken for instance
 */
export async function listen(
  handler: (request: Request) => Promise<Response>,
  port: number,
  host = "127.0.0.1",
): Promise<Listener> {
  const server = createServer((incoming, outgoing) => {
    answer(handler, incoming, outgoing).catch((error: unknown) => outgoing.destroy(asError(error)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${portOf(server.address(), port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The port of a server that listens, which may have been asked for any. */
export function portOf(address: AddressInfo | string | null, asked: number): number {
  return address === null || typeof address === "string" ? asked : address.port;
}

async function answer(
  handler: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const response = await responseTo(handler, incoming);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

/** What the handler answers: 500 where it fails, 400 for what HTTP has and a Request has not, TRACE and a Host with a password in it. */
async function responseTo(
  handler: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
): Promise<Response> {
  let request: Request;
  try {
    request = requestOf(incoming);
  } catch {
    return new Response(null, { status: 400 });
  }
  return handler(request).catch((error: unknown) => new Response(`${messageOf(error)}\n`, { status: 500 }));
}

function requestOf(incoming: IncomingMessage): Request {
  const { method = "GET", headers, url = "/" } = incoming;
  const given = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
  );
  const address = urlOf(url, headers.host);
  if (method === "GET" || method === "HEAD") return new Request(address, { method, headers: given });
  // Node requires `duplex`, which the types do not know yet.
  const init: RequestInit & { duplex: "half" } = {
    method,
    headers: given,
    body: bodyOf(incoming),
    duplex: "half",
  };
  return new Request(address, init);
}

/** The octets of a request as they come in. When the reader stops, the rest is discarded, so that an answer can still be sent. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      incoming.on("data", (chunk: Buffer) => {
        controller.enqueue(new Uint8Array(chunk));
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
      });
      incoming.on("end", () => controller.close());
      incoming.on("error", (error) => controller.error(error));
    },
    pull: () => {
      incoming.resume();
    },
    cancel: () => {
      incoming.removeAllListeners("data").removeAllListeners("end");
      incoming.resume();
    },
  });
}

/** The URL of a request, with the host that the client names; the root where the request line has no valid path. */
function urlOf(path: string, host = "localhost"): string {
  const base = parseUrl(`http://${host}/`) === undefined ? "http://localhost/" : `http://${host}/`;
  const url = path.startsWith("/") && !path.startsWith("//") ? parseUrl(path, base) : undefined;
  return url?.href ?? base;
}
