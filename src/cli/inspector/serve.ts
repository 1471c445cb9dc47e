import { createServer } from "node:http";
import { buildInspector } from "./build.ts";

/** Serves the inspector to this machine alone, at the port that the environment variable PORT chooses, or at 4747. */
const port = process.env.PORT ?? "4747";
const page = await buildInspector();
const server = createServer((_, response) => {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(page);
});
server.on("error", (error) => refuse(error.message));
if (/^\d{1,5}$/.test(port) && Number(port) < 65_536) server.listen(Number(port), "127.0.0.1", tell);
else refuse("PORT must be a number up to 65535");

function tell(): void {
  const address = server.address();
  const at = typeof address === "object" && address !== null ? address.port : port;
  console.log(`The inspector is at http://localhost:${at}`);
}

function refuse(reason: string): void {
  console.error(`The inspector cannot be served: ${reason}. PORT chooses another port.`);
  process.exitCode = 2;
}
