import { createHmac } from "node:crypto";

/** The secret that links are signed with: the same after every start, and another than the one that applications send with each request. */
export function linkSecretOf(clientSecret: string): string {
  return createHmac("sha256", clientSecret).update("answer links").digest("hex");
}
