import { createServer, type IncomingMessage } from "node:http";

export interface Exchange {
  method: string;
  url: URL;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface Loopback {
  url: string;
  close(): Promise<void>;
}

/** An HTTP server on the loopback interface that answers each request with a status and a JSON body. */
export async function serveLoopback(
  answer: (request: Exchange) => Promise<{ status: number; body?: unknown }>,
): Promise<Loopback> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const body = Buffer.concat(chunks).toString("utf8");
    const { method = "GET", headers } = request;
    const given = await answer({ method, url, headers, body });
    response.writeHead(given.status, { "Content-Type": "application/json; charset=utf-8" });
    response.end(given.body === undefined ? "" : JSON.stringify(given.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
