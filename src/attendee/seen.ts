import { refusal, shown } from "../errors.ts";
import { readStart } from "../event/series.ts";
import { defined, fault, type Reading, readOrRefuse, wrongName } from "../input.ts";
import type { Invitation } from "../reply/read-invitation.ts";
import { faultPath, formatPoint, readTime } from "../time/point.ts";
import type { Attendance, GivenAnswer, Print, Revision, Said, Slot } from "./attendance.ts";
import { outlives } from "./history.ts";
import { callsOff, compareRevisions, countedAt, ownRevision } from "./order.ts";
import { occurrenceKey, printOf, readSaid } from "./read-said.ts";
import { type Derived, rangedOf, regularOf } from "./regular.ts";
import {
  latestOf,
  type OccurrenceStanding,
  type SeriesStanding,
  type Standing,
  standingOf,
  tellingOf,
} from "./standing.ts";

/** What stands of the series or of one occurrence, and where it comes from. */
export interface Seen {
  readonly standing: Standing;
  /** The key of the occurrence; empty for the series. */
  readonly key: string;
  readonly invitation?: Invitation;
  /** The text that is shown, which an answer is given to. */
  readonly said?: Said;
  /** Where the text describes another occurrence, or the series: the occurrence as it follows from it. */
  readonly derived?: Derived;
  readonly cancelled: boolean;
  /** The greatest SEQUENCE that was heard. */
  readonly sequence: number;
  /** The person's own answer, where it stands. */
  readonly answer?: GivenAnswer;
  /** Which proposal the organizer has declined. */
  readonly declined?: Said;
}

/**
 * What stands of the series, or of the occurrence that the caller names; without a series of the first occurrence.
 *
 * @throws {ItipError} `unknown-instance`, `invalid-argument`
 */
export function seenOf(attendance: Attendance, instance: unknown, path = "options.instance"): Seen {
  const standing = standingOf(attendance);
  const key = readOrRefuse("invalid-argument", path, (reading) => readKey(standing, instance, reading));
  return seenAt(standing, key, false, path);
}

/** What {@link seenOf} gives, with what is wrong noted. */
export function readSeen(standing: Standing, instance: unknown, reading: Reading): Seen | undefined {
  const key = readKey(standing, instance, reading);
  if (key === undefined) return undefined;
  return findSeen(standing, key, false) ?? wrongName(reading, "unknown-instance", known, key);
}

/**
 * What stands of the occurrence with that key.
 *
 * @param wholeRange what holds for it and all that follow, without what was said of it alone
 * @throws {ItipError} `unknown-instance`
 */
export function seenAt(
  standing: Standing,
  key: string,
  wholeRange: boolean,
  path = "options.instance",
): Seen {
  const seen = findSeen(standing, key, wholeRange);
  if (seen === undefined)
    throw refusal("unknown-instance", path, "unknown-instance", `${known}, got ${shown(key)}`);
  return seen;
}

/**
 * What {@link seenAt} gives; `undefined` where nothing is known of the occurrence. An answer alone is not enough: the series may have lost
 * the occurrence that was answered.
 */
export function findSeen(standing: Standing, key: string, wholeRange: boolean): Seen | undefined {
  return key === "" ? seenSeries(standing) : seenOccurrence(standing, key, wholeRange);
}

function firstKey({ series, occurrences, ranges }: Standing): string {
  if (series !== undefined) return "";
  const all = [...occurrences.values(), ...ranges];
  const invited = all.find(
    ({ slot }) => slot.invited !== undefined && !callsOff(slot.cancelled, slot.invited),
  );
  return (invited ?? all[0])?.key ?? "";
}

/** The key of the occurrence that the caller names; without one that of what {@link seenOf} tells. */
function readKey(standing: Standing, instance: unknown, reading: Reading): string | undefined {
  if (instance === undefined) return firstKey(standing);
  const { series, zone } = standing;
  const event = series?.told.event;
  const point = event === undefined ? readTime(instance, zone) : readStart(instance, event, zone);
  if (point.kind !== "fault") return occurrenceKey(formatPoint(point));
  const { code, message } = point;
  return code === "invalid-time"
    ? wrongName(reading, code, message)
    : fault({ ...reading, path: faultPath(reading.path, point) }, code, message);
}

function seenSeries(standing: Standing): Seen {
  const { series } = standing;
  const { answer: given, declinedCounter: declined, invited, cancelled } = series?.slot ?? {};
  const answer = given !== undefined && series?.counts(given.to) === true ? given : undefined;
  return {
    standing,
    key: "",
    ...defined({ invitation: series?.told.invitation, said: series?.told.said, answer, declined }),
    cancelled: series?.cancelled ?? false,
    sequence: highestSequence([invited, cancelled]),
  };
}

function highestSequence(revisions: readonly (Revision | undefined)[]): number {
  return Math.max(0, ...revisions.map((one) => one?.sequence ?? 0));
}

function seenOccurrence(standing: Standing, key: string, wholeRange: boolean): Seen | undefined {
  const { series } = standing;
  const regular = regularOf(standing, key);
  // Of a range over an unknown series only its first occurrence is known.
  const telling = tellingOf(standing, key, wholeRange).filter(
    (one) => one.key === key || regular !== undefined,
  );
  const invited = latestOf(telling.map(({ slot }) => slot.invited));
  const off = latestOf(telling.map(({ slot }) => slot.cancelled));
  const said = invited ?? (regular === undefined ? off : series?.slot.invited);
  if (said === undefined) return undefined;
  const derived = derivedAt(key, said, regular, standing);
  const invitation = derived?.invitation ?? readSaid(said).invitation;
  return {
    standing,
    key,
    said,
    ...defined({ invitation, derived }),
    ...answerAt({ standing, telling, regular }),
    cancelled: isOff(off, invited) || isSwept(series, invited),
    sequence: highestSequence([invited, off, said]),
  };
}

function isOff(off: Said | undefined, invited: Said | undefined): boolean {
  return callsOff(off && countedAt(off), invited && countedAt(invited));
}

/** Whether a cancelled series takes an occurrence along: it does unless the occurrence was spoken of later. */
function isSwept(series: SeriesStanding | undefined, invited: Said | undefined): boolean {
  return series?.cancelled === true && callsOff(series.slot.cancelled, invited && countedAt(invited));
}

const known = "must be the original start of an occurrence that this person knows";

/** The occurrence where the text that counts is about another one, or about the series. */
function derivedAt(
  key: string,
  said: Said,
  regular: Derived | undefined,
  { zone }: Standing,
): Derived | undefined {
  if (regular === undefined || said === regular.told.said) return regular;
  const { invitation } = readSaid(said);
  return occurrenceKey(invitation?.instance) === key || invitation?.thisAndFuture !== true
    ? undefined
    : rangedOf(said, regular, zone);
}

interface AskedAnswer {
  readonly standing: Standing;
  readonly telling: readonly OccurrenceStanding[];
  readonly regular: Derived | undefined;
}

/** The answer to the occurrence alone, else to the nearest range, else to the series: the first that was given, while it stands. */
function answerAt({ standing, telling, regular }: AskedAnswer): Pick<Seen, "answer" | "declined"> {
  const { series } = standing;
  const slots: readonly (Slot | undefined)[] = [
    ...telling.map(({ slot }) => slot).toReversed(),
    // An answer to the series does not answer an occurrence that was added to it.
    ...(regular === undefined ? [] : [series?.slot]),
  ];
  let prints: Print[] | undefined;
  for (const slot of slots) {
    const answer = slot?.answer;
    if (answer === undefined) continue;
    prints ??= printsOf(telling, regular, series);
    if (series?.counts(answer.to) === false || !outlives(answer.to, prints)) continue;
    return { answer, ...defined({ declined: slot?.declinedCounter }) };
  }
  return {};
}

/** How the occurrence went on since the series got its present time: first by the series, then by what was said of it alone. */
function printsOf(
  telling: readonly OccurrenceStanding[],
  regular: Derived | undefined,
  series: SeriesStanding | undefined,
): Print[] {
  const said = telling.flatMap(({ slot }) => slot.prints).sort(compareRevisions);
  if (regular === undefined) return said;
  const print = printOf(regular.invitation);
  const first = { ...earliest, print };
  const [replaced] = telling.flatMap((one) => (one.replaced === undefined ? [] : [one.replaced]));
  const again = replaced === undefined ? [] : [{ ...ownRevision(replaced), print }];
  return series === undefined ? said : [first, ...said, ...again].sort(compareRevisions);
}

const earliest: Revision = { sequence: -1, dtstamp: "", sentAt: "" };
