import { createHmac } from "node:crypto";

/** What links are signed with: the same after every start, and not the secret that applications send with each request. */
export function linkSecretOf(clientSecret: string): string {
  return createHmac("sha256", clientSecret).update("answer links").digest("hex");
}
