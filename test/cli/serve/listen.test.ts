import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import { listen } from "../../../src/cli/serve/listen.ts";

/** The status line that a request gets, letter by letter as it goes over the wire. */
async function statusLineOf(url: string, lines: string[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  await once(socket, "connect");
  socket.write([...lines, "Connection: close", "", ""].join("\r\n"));
  return (await text(socket)).split("\r\n", 1)[0] ?? "";
}

async function listening(handler: (request: Request) => Promise<Response>): Promise<string> {
  const { url, close } = await listen(handler, 0);
  onTestFinished(close);
  return url;
}

describe("what listens over HTTP answers", () => {
  it.each([
    ["a method that a Request cannot have", ["TRACE / HTTP/1.1", "Host: 127.0.0.1"]],
    ["a host with a name and a password", ["GET / HTTP/1.1", "Host: jane:secret@127.0.0.1"]],
  ])("400 to %s", async (_what, lines) => {
    const url = await listening(async () => new Response("fine"));
    expect(await statusLineOf(url, lines)).toBe("HTTP/1.1 400 Bad Request");
    expect(await (await fetch(url)).text()).toBe("fine");
  });

  it("500, and what went wrong, where its handler fails", async () => {
    const url = await listening(async () => {
      throw new Error("the disk is full");
    });
    const response = await fetch(url);
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
      ...[500, "text/plain;charset=UTF-8", "the disk is full\n"],
    ]);
  });
});
