import { createServer } from "node:http";
import { buildInspector } from "./build-inspector.ts";

/** Serves the inspector to this machine alone. */
const page = await buildInspector();
const server = createServer((_, response) => {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(page);
});
server.listen(Number(process.env.PORT ?? 4747), "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  console.log(`The inspector is at http://localhost:${port}`);
});
