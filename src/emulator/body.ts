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
    if (chunk?.value === undefined) return joined(chunks, length);
    length += chunk.value.length;
    if (length > longestBody) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(chunk.value);
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const octets = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    octets.set(chunk, at);
    at += chunk.length;
  }
  return octets;
}
