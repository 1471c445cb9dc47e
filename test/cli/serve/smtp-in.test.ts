import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { smtpIn } from "../../../src/cli/serve/smtp-in.ts";

describe("the server that takes mail in", () => {
  // The package smtp-server by itself waits for half a minute.
  it("waits a second for a mail program that keeps its connection when it is closed", async () => {
    const server = await smtpIn(0, "127.0.0.1", async () => undefined);
    const program = connect(server.port, "127.0.0.1");
    program.on("error", () => undefined);
    await once(program, "data");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const [closed, gone] = [server.close(), once(program, "close")];
    await vi.advanceTimersByTimeAsync(1_000);
    await Promise.all([closed, gone]);
    expect(program.destroyed).toBe(true);
  });
});
