import { base64url, fromBase64url } from "../base64.ts";
import { parseUrl } from "../url.ts";

/** The parameter of a link's query that holds the token. */
export const tokenParameter = "answer";

/** No link of ours is longer, whatever its UID and address. */
const longestToken = 6_000;

/** Three parts in base64url (RFC 7515 section 3.1), the last one as long as an HMAC-SHA256. */
const compactJws = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$/;

/** The token in a link; nothing where there is none, several, or one that is not spelled as it was signed. */
export function tokenIn(link: string | URL): string | undefined {
  const url = parseUrl(String(link));
  if (url === undefined) return undefined;
  const [token, ...more] = url.searchParams.getAll(tokenParameter);
  if (token === undefined || more.length > 0 || token.length > longestToken) return undefined;
  return compactJws.test(token) && isOneSpelling(token.slice(-43)) ? token : undefined;
}

/** The last letter of a signature has two bits that decoders pass over: of its four spellings one was signed. */
function isOneSpelling(signature: string): boolean {
  const octets = fromBase64url(signature);
  return octets !== undefined && base64url(octets) === signature;
}
