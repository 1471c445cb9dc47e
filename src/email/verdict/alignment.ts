import { excerpt, refusal } from "../../errors.ts";
import { parseEmailAddress } from "../../event/address/address.ts";
import { privateSuffixes, secondLevelWords } from "./public-suffix.table.ts";

/**
 * The organizational domain of a domain, such as `getDomain` of tldts or `get` of psl finds it in the public suffix list:
 * `mail.example.co.uk` → `example.co.uk`. Nothing for a public suffix itself.
 */
export type OrganizationalDomain = (domain: string) => string | null | undefined;

/** Both lists as sets, once somebody asks. */
let lists: { readonly words: ReadonlySet<string>; readonly suffixes: ReadonlySet<string> } | undefined;

/** A domain name as it is compared: lower-case ASCII (RFC 5891), without a closing dot; `undefined` for text that is not a domain name. */
export function domainName(text: string): string | undefined {
  return parseEmailAddress(`x@${withoutDot(text)}`)?.slice(2);
}

/** A host name without the dot that may close it. */
export function withoutDot(name: string): string {
  return name.endsWith(".") ? name.slice(0, -1) : name;
}

/** The domain behind the last `@`, or the whole where there is none: `header.i` and `smtp.mailfrom` come in both forms. */
export function domainOf(identity: string): string | undefined {
  const bare = identity.startsWith("<") && identity.endsWith(">") ? identity.slice(1, -1) : identity;
  return domainName(bare.slice(bare.lastIndexOf("@") + 1));
}

/**
 * Relaxed alignment (RFC 7489 section 3.1): both have one organizational domain. Without a function that tells it, one
 * domain has to be the other or stand under it, and the upper one must not be a public suffix, as far as is known.
 *
 * @example
 * isAligned("mail.example.com", "example.com")  // true
 * isAligned("a.example.com", "b.example.com")   // false: only a public suffix list could say that example.com is one owner's
 * isAligned("example.co.uk", "co.uk")           // false
 */
export function isAligned(one: string, other: string, organizational?: OrganizationalDomain): boolean {
  if (one === other) return true;
  if (organizational === undefined) return isUnder(one, other) || isUnder(other, one);
  const owner = organizationalDomainOf(one, organizational);
  return owner !== undefined && owner === organizationalDomainOf(other, organizational);
}

/** Whether a domain stands under another one that is no public suffix. */
export function isUnder(domain: string, upper: string): boolean {
  return domain.endsWith(`.${upper}`) && !isPublicSuffix(upper);
}

/** The domain that somebody registered, of which this one is a part; itself where no part is left that could be one. */
export function registeredDomain(domain: string, organizational?: OrganizationalDomain): string {
  if (organizational !== undefined) return organizationalDomainOf(domain, organizational) ?? domain;
  const labels = domain.split(".");
  for (let from = labels.length - 2; from > 0; from -= 1) {
    const candidate = labels.slice(from).join(".");
    if (!isPublicSuffix(candidate)) return candidate;
  }
  return domain;
}

/** @throws {ItipError} `invalid-argument` where the caller's function throws. */
function organizationalDomainOf(domain: string, organizational: OrganizationalDomain): string | undefined {
  try {
    const found: unknown = organizational(domain);
    return typeof found === "string" ? domainName(found) : undefined;
  } catch (error) {
    const message = `must not throw, and threw for ${domain}: ${excerpt(String(error instanceof Error ? error.message : typeof error))}`;
    throw refusal("invalid-argument", "trust.organizationalDomain", "threw", message);
  }
}

function isPublicSuffix(domain: string): boolean {
  const labels = domain.split(".");
  lists ??= {
    words: new Set(secondLevelWords.split(" ")),
    suffixes: new Set(Object.values(privateSuffixes).flatMap((domains) => domains.split(" "))),
  };
  if (labels.length === 1 || lists.suffixes.has(domain)) return true;
  const [word = "", country = ""] = labels;
  if (labels.length > 2 || country.length !== 2) return false;
  // States: ca.us.
  return lists.words.has(word) || (country === "us" && word.length === 2);
}
