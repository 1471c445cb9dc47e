import type { Dialect } from "./dialects/dialect.ts";
import { type Client, dialects } from "./dialects.ts";

/** What a client can say besides yes, maybe and no. */
export interface ClientCapability {
  /** Whether a comment reaches the organizer's calendar. */
  readonly comment: boolean;
  /** `single`: another time for an event or for one occurrence; `any`: for a whole series too. */
  readonly proposal: "single" | "any" | false;
  /** Languages (BCP 47) that `options.locale` can choose from; English for any other. */
  readonly languages: readonly string[];
}

/**
 * What each client can say. `answerAs` refuses the rest with `cannot-answer`.
 *
 * @example
 * clientCapabilities.apple    // { comment: false, proposal: false, languages: ["en"] }
 * clientCapabilities.exchange // { comment: true, proposal: "single", languages: ["en", "de", …] }
 */
export const clientCapabilities: Readonly<Record<Client, ClientCapability>> = {
  google: capabilityOf(dialects.google),
  outlook: capabilityOf(dialects.outlook),
  exchange: capabilityOf(dialects.exchange),
  apple: capabilityOf(dialects.apple),
  thunderbird: capabilityOf(dialects.thunderbird),
  evolution: capabilityOf(dialects.evolution),
  korganizer: capabilityOf(dialects.korganizer),
  yahoo: capabilityOf(dialects.yahoo),
  zimbra: capabilityOf(dialects.zimbra),
  fastmail: capabilityOf(dialects.fastmail),
};

function capabilityOf(dialect: Dialect): ClientCapability {
  return Object.freeze({
    comment: dialect.comment !== undefined,
    proposal: dialect.proposal?.of ?? false,
    languages: Object.freeze(Object.keys(dialect.words)),
  });
}
