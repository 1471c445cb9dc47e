import { type Invite, statusOf } from "../../src/index.ts";
import { canonicalJson } from "../../src/invite/order.ts";
import type { Reference } from "./reference.ts";
import type { SentMail } from "./sent-mail.ts";

/** What an engine was found to have made of a world. */
export interface Seen {
  /** The stored state of every invite, by UID; several times where several regions keep a copy each. */
  readonly copies: readonly ReadonlyMap<string, Invite>[];
  /** Every mail that was sent in the course of things, as often as it was sent. */
  readonly sent: readonly SentMail[];
  /** Every mail that was sent when the whole outbox was sent once more; kept apart, for it would hide what was not sent before. */
  readonly replayed: readonly SentMail[];
  /** Ids of the mails that were kept for a person. */
  readonly aside: ReadonlySet<string>;
}

/** What is wrong: nothing is, if both are 0. */
interface Verdict {
  /** Answers, commands, messages and mails that are missing. */
  readonly lost: number;
  /** Answers and commands that were never given or counted twice, and messages that went out as two different mails. */
  readonly doubled: number;
  /** Some of what is wrong, in words. */
  readonly examples: readonly string[];
}

interface Fault {
  readonly kind: "lost" | "doubled";
  readonly what: string;
}

/** Compares what an engine has made of a world with what one process makes of it in order, by UID. */
export function judge(references: ReadonlyMap<string, Reference>, seen: Seen): Verdict {
  const faults = [...references].flatMap(([uid, reference]) => [
    ...seen.copies.flatMap((states) => stateFaults(uid, reference, states.get(uid), seen.aside)),
    ...asideFaults(reference, seen.aside),
  ]);
  const expected = new Set([...references.values()].flatMap(({ messages }) => messages));
  const all = [...faults, ...mailFaults(expected, seen)];
  const count = (kind: Fault["kind"]) => all.filter((fault) => fault.kind === kind).length;
  const examples = all.slice(0, 10).map(({ kind, what }) => `${kind}: ${what}`);
  return { lost: count("lost"), doubled: count("doubled"), examples };
}

function stateFaults(
  uid: string,
  reference: Reference,
  found: Invite | undefined,
  kept: ReadonlySet<string>,
): Fault[] {
  if (found === undefined) return [{ kind: "lost", what: `the invite ${uid}` }];
  const faults = [...answerFaults(uid, reference, found, kept), ...planFaults(uid, reference.invite, found)];
  if (faults.length > 0 || shown(found) === shown(reference.invite)) return faults;
  return [{ kind: "lost", what: `what statusOf shows of ${uid}` }];
}

/** All that `statusOf` says of the event and of each occurrence that has something of its own. */
function shown(invite: Invite): string {
  const whole = statusOf(invite);
  const apart = (whole.instances ?? []).map((instance) => statusOf(invite, { instance }));
  return canonicalJson([whole, apart]);
}

/**
 * An answer that stands where a later one should is lost, too: the later one is. An answer about an occurrence that the event does not
 * have any more is not lost where its mail is kept: it is taken in when the event comes back there.
 */
function answerFaults(uid: string, reference: Reference, found: Invite, kept: ReadonlySet<string>): Fault[] {
  const [wanted, all, there] = [answersOf(reference.standing), answersOf(reference.invite), answersOf(found)];
  const missing = (answers: ReadonlyMap<string, string>) =>
    [...answers].filter(([slot, answer]) => there.get(slot) !== answer).map(([slot]) => slot);
  const former = missing(all).filter((slot) => !wanted.has(slot));
  const waiting = reference.former.filter((id) => kept.has(id)).length;
  const strange = [...there.keys()].filter((slot) => !all.has(slot) && !wanted.has(slot));
  return [
    ...[...missing(wanted), ...former.slice(waiting)].map(
      (slot): Fault => ({ kind: "lost", what: `the ${slot} to ${uid}` }),
    ),
    ...strange.map((slot): Fault => ({ kind: "doubled", what: `a ${slot} to ${uid}` })),
  ];
}

/**
 * What people have said, by kind of statement, person and occurrence. Left out is `settled`, which proposals the organizer knew of
 * when moving the event: of one that comes later, its time alone shows that it is dealt with.
 */
function answersOf({ answers, strangers }: Invite): Map<string, string> {
  return new Map(
    [...answers, ...strangers].flatMap(({ address, occurrence, settled: _, ...said }) =>
      Object.entries(said).map(([kind, value]): [string, string] => [
        `${kind} of ${address} ${occurrence}`.trimEnd(),
        canonicalJson(value),
      ]),
    ),
  );
}

/** The organizer's side: a plan that is behind has lost a command, any other difference is a command too many. */
function planFaults(uid: string, expected: Invite, found: Invite): Fault[] {
  const { answers: _a, strangers: _s, ...wanted } = expected;
  const { answers: _b, strangers: _t, ...there } = found;
  if (canonicalJson(wanted) === canonicalJson(there)) return [];
  const behind = there.sequence < wanted.sequence || there.plan.updatedAt < wanted.plan.updatedAt;
  return [{ kind: behind ? "lost" : "doubled", what: `a change of ${uid}` }];
}

/** A mail that could not be taken in must be kept for a person. */
function asideFaults({ aside }: Reference, kept: ReadonlySet<string>): Fault[] {
  return aside.filter((id) => !kept.has(id)).map((id) => ({ kind: "lost", what: `the mail ${id}` }));
}

/** Each message was sent, was sent again when the outbox was, and was the same mail each time. */
function mailFaults(expected: ReadonlySet<string>, { sent, replayed }: Seen): Fault[] {
  const mails = new Map<string, SentMail>();
  const faults: Fault[] = [];
  for (const mail of [...sent, ...replayed]) {
    const first = mails.get(mail.key) ?? mail;
    mails.set(mail.key, first);
    if (first.messageId !== mail.messageId || first.digest !== mail.digest)
      faults.push({ kind: "doubled", what: `the message ${mail.key} went out as two mails` });
  }
  for (const key of mails.keys())
    if (!expected.has(key)) faults.push({ kind: "doubled", what: `nothing called for the message ${key}` });
  return [
    ...faults,
    ...unsent(expected, sent, "was never sent"),
    ...unsent(expected, replayed, "was not sent again with the outbox"),
  ];
}

function unsent(expected: ReadonlySet<string>, sent: readonly SentMail[], how: string): Fault[] {
  const keys = new Set(sent.map(({ key }) => key));
  return [...expected]
    .filter((key) => !keys.has(key))
    .map((key) => ({ kind: "lost", what: `the message ${key} ${how}` }));
}
