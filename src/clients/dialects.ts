import { apple } from "./dialects/apple.ts";
import type { Dialect } from "./dialects/dialect.ts";
import { evolution } from "./dialects/evolution.ts";
import { exchange } from "./dialects/exchange.ts";
import { fastmail } from "./dialects/fastmail.ts";
import { google } from "./dialects/google.ts";
import { korganizer } from "./dialects/korganizer.ts";
import { outlook } from "./dialects/outlook.ts";
import { thunderbird } from "./dialects/thunderbird.ts";
import { yahoo } from "./dialects/yahoo.ts";
import { zimbra } from "./dialects/zimbra.ts";

/** A calendar that can be played. Listed here by hand, because a type derived from the table would put the whole table into the declarations of the package. */
export type Client =
  | "google"
  | "outlook"
  | "exchange"
  | "apple"
  | "thunderbird"
  | "evolution"
  | "korganizer"
  | "yahoo"
  | "zimbra"
  | "fastmail";

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
} as const satisfies Record<Client, Dialect>;

/** The dialect of a client; `undefined` for a name that is not a client's. */
export function dialectOf(client: unknown): Dialect | undefined {
  return typeof client === "string" && isClient(client) ? dialects[client] : undefined;
}

function isClient(name: string): name is Client {
  return Object.hasOwn(dialects, name);
}
