import { type Random, randomOf } from "../fuzz/random.ts";
import type { Command } from "./perform.ts";
import { damaged, hotStoryOf, type Mail, type Story, storyOf } from "./story.ts";

/** How much happens. Equal sizes give equal worlds, octet by octet. */
interface WorldSize {
  readonly seed: number;
  readonly invites: number;
  /** Sound emails, spread evenly over the invites. Damaged ones come on top. */
  readonly emails: number;
}

/** What an engine is given: invites that exist, mails that come in, and commands that an organizer gives meanwhile. */
export interface World {
  /** What happens to each invite; damaged mails are at the end of each story's mails. */
  readonly stories: readonly Story[];
  /** Every sound mail once, twice or three times, shuffled, and damaged ones, see {@link withDamage}. */
  readonly deliveries: readonly Mail[];
  /** In the order in which they are to be given. */
  readonly commands: readonly Due[];
}

/** A command, and how many deliveries the organizer lets pass before it. */
export interface Due {
  readonly command: Command;
  readonly after: number;
}

/** A world of many invites with a handful of guests each. */
export function worldOf({ seed, invites, emails }: WorldSize): World {
  const random = randomOf(seed, -1);
  const upTo = (n: number) => Math.floor((emails * n) / invites);
  const stories = Array.from({ length: invites }, (_, n) => storyOf(seed, n, upTo(n + 1) - upTo(n)));
  const deliveries = withDamage(repeatedAndShuffled(stories, random), random);
  return {
    stories: withDamaged(stories, deliveries),
    deliveries,
    commands: dues(stories, deliveries, random),
  };
}

/** A world of one invite, whose thousands of guests answer at the same time. */
export function hotWorldOf(seed: number, guests: number, answers = guests): World {
  const stories = [hotStoryOf(guests, answers)];
  return { stories, deliveries: repeatedAndShuffled(stories, randomOf(seed, -2)), commands: [] };
}

function repeatedAndShuffled(stories: readonly Story[], random: Random): Mail[] {
  const deliveries = stories.flatMap(({ mails }) =>
    mails.flatMap((mail) => Array.from({ length: random.pick([1, 1, 1, 2, 2, 3]) }, () => mail)),
  );
  for (let last = deliveries.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const [a, b] = [deliveries[last], deliveries[other]];
    if (a === undefined || b === undefined) break;
    deliveries[last] = b;
    deliveries[other] = a;
  }
  return deliveries;
}

/** In every twentieth stretch of 50 deliveries, a damaged copy stands behind each: half of a batch cannot be trusted. */
function withDamage(deliveries: readonly Mail[], random: Random): Mail[] {
  const seen = new Set<string>();
  return deliveries.flatMap((mail, at) => {
    if (Math.floor(at / 50) % 20 !== 0 || seen.has(mail.id)) return [mail];
    seen.add(mail.id);
    return [mail, damaged(mail, random)];
  });
}

/** Damaged mails are part of what happened: one process must make the same of them as many do. */
function withDamaged(stories: readonly Story[], deliveries: readonly Mail[]): Story[] {
  const extra = new Map<string, Mail[]>();
  for (const mail of deliveries) {
    if (mail.damaged !== true) continue;
    const known = extra.get(mail.uid);
    if (known === undefined) extra.set(mail.uid, [mail]);
    else known.push(mail);
  }
  return stories.map((story) => ({
    ...story,
    mails: [...story.mails, ...(extra.get(story.created.invite.uid) ?? [])],
  }));
}

/** Commands are spread over the run, those to one invite in their order. */
function dues(stories: readonly Story[], deliveries: readonly Mail[], random: Random): Due[] {
  const all = stories.flatMap(({ commands }) => {
    const moments = commands.map(() => random.below(deliveries.length)).sort((a, b) => a - b);
    return commands.map((command, k): Due => ({ command, after: moments[k] ?? 0 }));
  });
  return all.sort((a, b) => a.after - b.after || (a.command.id < b.command.id ? -1 : 1));
}
