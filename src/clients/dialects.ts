import type { Dialect } from "./dialect.ts";
import { apple } from "./dialects/apple.ts";
import { evolution } from "./dialects/evolution.ts";
import { exchange } from "./dialects/exchange.ts";
import { fastmail } from "./dialects/fastmail.ts";
import { google } from "./dialects/google.ts";
import { korganizer } from "./dialects/korganizer.ts";
import { outlook } from "./dialects/outlook.ts";
import { thunderbird } from "./dialects/thunderbird.ts";
import { yahoo } from "./dialects/yahoo.ts";
import { zimbra } from "./dialects/zimbra.ts";

/** Every calendar that can be played, by its name. */
export const dialects = {
  google,
  outlook,
  exchange,
  apple,
  thunderbird,
  evolution,
  korganizer,
  yahoo,
  zimbra,
  fastmail,
} as const satisfies Record<string, Dialect>;

/** A calendar that can be played. */
export type Client = keyof typeof dialects;

/** The dialect of a client; `undefined` for a name that is none. */
export function dialectOf(client: unknown): Dialect | undefined {
  return typeof client === "string" && isClient(client) ? dialects[client] : undefined;
}

function isClient(name: string): name is Client {
  return Object.hasOwn(dialects, name);
}
