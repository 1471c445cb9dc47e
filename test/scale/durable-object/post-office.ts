import { setTimeout as pause } from "node:timers/promises";
import { randomOf } from "../../fuzz/random.ts";
import type { Fortune } from "../crew.ts";
import type { SentMail } from "../sent-mail.ts";

/** Where the mails of the runtime arrive. */
interface PostOffice {
  /** All that has arrived, as often as it did. */
  readonly arrived: readonly SentMail[];
  /** Comes back when the mail has arrived. */
  take(mail: SentMail): Promise<void>;
}

/** So many mails leave at least, in the smallest of worlds. */
const mails = 200;

/** A post office at whose counter the runtime dies at times: before a mail has arrived, or before the runtime has learned that it has. */
export function postOffice({ faults, log }: Fortune, kill: () => Promise<void>): PostOffice {
  const random = randomOf(faults.seed, -4);
  const deaths = Array.from({ length: faults.halts }, () => random.below(mails)).sort((a, b) => a - b);
  const arrived: SentMail[] = [];
  return {
    arrived,
    async take(mail) {
      const fatal = (deaths[0] ?? Number.POSITIVE_INFINITY) <= arrived.length;
      const before = deaths.length % 2 === 0;
      if (!fatal || !before) arrived.push(mail);
      if (!fatal) return;
      deaths.shift();
      log.note(
        "kill -9",
        `workerd ${before ? "before" : "after"} mail ${arrived.length + (before ? 1 : 0)} has arrived`,
      );
      void kill();
      await pause(5);
      throw new Error("whoever has sent this mail is dead");
    },
  };
}
