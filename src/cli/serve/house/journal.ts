import type { Outcome } from "../../../invite/answers/outcome.ts";

/** One mail that passed through the service. */
export interface LoggedMail {
  readonly number: number;
  readonly at: Date;
  /** Sent to somebody invited, or come back from one. */
  readonly direction: "out" | "in";
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly raw: string;
  /** What the letter says as HTML, and as text. */
  readonly html?: string;
  readonly text?: string;
  /** The event that it is about. */
  readonly uid?: string;
  /** METHOD of the calendar text in it. */
  readonly method?: string;
  /** What became of a mail that came in. */
  readonly outcome?: Outcome | { readonly kind: "refused"; readonly message: string };
}

/** One attempt to call the application back. */
export interface LoggedCallback {
  readonly number: number;
  readonly at: Date;
  readonly url: string;
  readonly body: string;
  readonly signature: string;
  /** The status that it was answered with, or why there was no answer. */
  readonly answer: string;
  readonly isTaken: boolean;
}

/** What happened, for the page: the newest come first, and the oldest of very many are forgotten. */
export interface Journal {
  readonly mails: () => readonly LoggedMail[];
  readonly callbacks: () => readonly LoggedCallback[];
  readonly mail: (number: number) => LoggedMail | undefined;
  readonly noteMail: (mail: Omit<LoggedMail, "number">) => LoggedMail;
  readonly noteCallback: (callback: Omit<LoggedCallback, "number">) => void;
  /** A number that rises with every entry. */
  readonly revision: () => number;
  readonly touch: () => void;
}

/** The number of mails that are kept; a mail has some 10 KB. */
const mostKept = 2_000;

/** An empty journal. */
export function journal(): Journal {
  const mails = new Map<number, LoggedMail>();
  const callbacks = new Map<number, LoggedCallback>();
  let revision = 0;
  const keep = <T extends { readonly number: number }>(all: Map<number, T>, one: T): T => {
    all.set(one.number, one);
    const [oldest] = all.keys();
    if (all.size > mostKept && oldest !== undefined) all.delete(oldest);
    return one;
  };
  const next = () => {
    revision += 1;
    return revision;
  };
  return {
    mails: () => [...mails.values()].reverse(),
    callbacks: () => [...callbacks.values()].reverse(),
    mail: (number) => mails.get(number),
    noteMail: (mail) => keep(mails, { number: next(), ...mail }),
    noteCallback: (callback) => {
      keep(callbacks, { number: next(), ...callback });
    },
    revision: () => revision,
    touch: next,
  };
}
