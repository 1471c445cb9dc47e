import { readdirSync, readFileSync } from "node:fs";
import type { ReplyFacts } from "./fixtures/reply-email.ts";

/** One thing that happens, and what must come of it. */
export interface Step {
  /** Body of a POST; the SDK writes `method: "cancel"` itself. */
  post?: object;
  cancel?: object;
  /** Query of a GET. */
  get?: object;
  reply?: ReplyFacts;
  status?: number;
  /** Calendar texts stand here as what they say; errors as their keys alone. */
  body?: unknown;
  callback?: unknown;
}

const root = new URL("../../fixtures/cronofy/", import.meta.url);

/** Every exchange with the Smart Invites API. A case that the README does not list, or lists in vain, is an error. */
export function readExchanges(): { name: string; text: string }[] {
  const entries = readdirSync(root).sort();
  const names = entries.filter((entry) => entry !== "README.md");
  const readme = readFileSync(new URL("README.md", root), "utf8");
  const listed = [...readme.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? "");
  const missing = names.filter((name) => !listed.includes(name));
  const odd = [...missing, ...listed.filter((name) => !names.includes(name))];
  if (odd.length > 0) throw new Error(`fixtures/cronofy and its README differ in ${odd.join(", ")}`);
  return names.map((name) => ({ name, text: readFileSync(new URL(`${name}/exchange.json`, root), "utf8") }));
}
