import { joinOctets } from "../email/text/join-octets.ts";

/** The longest body that is read, in octets. */
const longestBody = 1_000_000;

/** The octets of a body; `undefined` for one that is longer than a megabyte, of which no more than that is read. */
export async function readBody(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > longestBody) return undefined;
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const chunk = await reader?.read();
    if (chunk?.value === undefined) return joinOctets(chunks);
    length += chunk.value.length;
    if (length > longestBody) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(chunk.value);
  }
}
