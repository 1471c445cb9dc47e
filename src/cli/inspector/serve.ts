import { listen } from "../serve/listen.ts";
import { messageOf } from "../system-error.ts";
import { buildInspector } from "./build.ts";

/** Serves the inspector to this machine alone, at the port that the environment variable PORT chooses, or at 4747. */
const port = process.env.PORT ?? "4747";
const headers = { "Content-Type": "text/html; charset=utf-8" };
try {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error("PORT must be a number up to 65535");
  const page = await buildInspector();
  const { url } = await listen(async () => new Response(page, { headers }), Number(port));
  console.log(`The inspector is at ${url}`);
} catch (error) {
  console.error(`The inspector cannot be served: ${messageOf(error)}. PORT chooses another port.`);
  process.exitCode = 2;
}
