import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { expect, it } from "vitest";

/** What serving at a port comes to. */
function serve(port: string): Promise<{ status: number | null; error: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", "src/cli/inspector/serve.ts"], {
      env: { ...process.env, PORT: port },
    });
    let error = "";
    child.stderr.on("data", (data) => {
      error += String(data);
    });
    child.on("close", (status) => resolve({ status, error }));
  });
}

/** What the command that serves the page does. */
export function describeServing(): void {
  it("says in one line that a port is taken, or none", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    for (const wrong of [`${port}`, "all"]) {
      const { status, error } = await serve(wrong);
      expect(status).toBe(2);
      expect(error.trimEnd().split("\n")).toHaveLength(1);
      expect(error).toContain("PORT");
    }
    server.close();
  });
}
