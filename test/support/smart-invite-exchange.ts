import { readdirSync, readFileSync } from "node:fs";
import type { ReplyFacts } from "./reply-email.ts";

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

const root = new URL("../../fixtures/", import.meta.url);

/** Every exchange with the Smart Invites API. A case that the README does not list, or lists in vain, is an error. */
export function readExchanges(): { name: string; steps: Step[]; text: string }[] {
  const names = readdirSync(new URL("cronofy/", root)).sort();
  const sections = readFileSync(new URL("README.md", root), "utf8").split(/^## /m);
  const section = sections.find((text) => text.startsWith("cronofy:")) ?? "";
  const listed = [...section.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? "");
  const odd = [
    ...names.filter((name) => !listed.includes(name)),
    ...listed.filter((name) => !names.includes(name)),
  ];
  if (odd.length > 0) throw new Error(`fixtures/README.md and fixtures/cronofy differ in ${odd.join(", ")}`);
  return names.map((name) => {
    const text = readFileSync(new URL(`cronofy/${name}/exchange.json`, root), "utf8");
    return { name, text, steps: JSON.parse(text).steps };
  });
}
