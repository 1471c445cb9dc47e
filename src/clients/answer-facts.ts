import type { Mailbox } from "../event/event.ts";
import { utcValue } from "../event/to-vevent.ts";
import type { AnswerTarget } from "../reply/target.ts";
import type { Point } from "../time/point.ts";
import type { AnswerWord, Dialect, Words } from "./dialects/dialect.ts";
import type { Places } from "./fill-places.ts";

/** All that one answer says, and in whose dialect. */
export interface Facts {
  readonly dialect: Dialect;
  readonly method: "REPLY" | "COUNTER";
  readonly status: Exclude<AnswerWord, "counter">;
  /** The email as it is written: ASCII. */
  readonly person: Mailbox;
  readonly organizer: Mailbox;
  readonly uid: string;
  readonly sequence: number;
  readonly stamp: Date;
  readonly targets: readonly [AnswerTarget, ...AnswerTarget[]];
  readonly comment?: string;
  readonly proposal?: { readonly start: Point; readonly end: Point };
  /** BCP 47, of the language that the client speaks. */
  readonly tag: string;
  readonly words: Words;
  /** The Message-ID of the invitation's email. */
  readonly messageId?: string;
  /** Differs with everything above. */
  readonly seed: string;
}

/** Which words an answer calls for. */
export function answeredAs({ proposal, status }: Facts): AnswerWord {
  return proposal === undefined ? status : "counter";
}

/** What stands for the places that any line may have. */
export function placesOf({ method, stamp, person, organizer, sequence, tag }: Facts): Places {
  const time = utcValue(stamp);
  return {
    METHOD: method,
    method: method.toLowerCase(),
    stamp: time,
    file: time.replace("T", "-").replace("Z", ""),
    sequence: String(sequence),
    organizer: organizer.email,
    domain: person.email.slice(person.email.lastIndexOf("@") + 1),
    tag,
  };
}
