import { kindOf, wrongArgument } from "../errors.ts";
import { type Finding, gather } from "../finding.ts";
import { scanCalendar } from "../icalendar/scan.ts";
import { at, fault, type Reading, readListOf, readVerbOptions, wrongKind } from "../input.ts";
import { type Limits, readLimits } from "../limits.ts";
import { type BringingEmail, readBringingEmail, withEmail } from "./bringing-email.ts";
import { checkCalendar } from "./calendar.ts";
import { checkClients } from "./clients.ts";
import { type CalendarPart, checkAddresses, checkPart, readCalendarPart } from "./email-part.ts";
import { type Node, readNode } from "./node.ts";
import { type CheckedClient, checkedClients } from "./rules/client.table.ts";
import { checkText } from "./text.ts";

/** How {@link checkMessage} is to look at a text. */
export interface CheckOptions {
  /** The MIME part that brought the text: RFC 6047 is checked too. */
  part?: CalendarPart | undefined;
  /**
   * The email that brought the text, as `openEmail` gives it, or `true` where no more is known of it than that it was one: RFC 6047 is
   * checked too, as far as the email tells, and what is odd about the email itself is said along with it.
   */
  email?: BringingEmail | boolean | undefined;
  /** Calendar text of the message that this one answers or follows: UID, SEQUENCE and what may not change are checked too. */
  earlier?: string | undefined;
  /** How much text is looked at, see `defaultLimits`. */
  limits?: Partial<Limits> | undefined;
  /**
   * Also what these calendars are documented not to understand, though no RFC rules it out; `reference` then names the vendor's
   * document.
   */
  clients?: readonly CheckedClient[] | undefined;
}

/**
 * Holds calendar text against RFC 5545 and RFC 5546, and against RFC 6047 where it came by email.
 *
 * A broken MUST is an `error`, a broken SHOULD or an unregistered value a `warning`, advice is `info`; where
 * RFC 5546 contradicts itself, or its own examples break a rule, the severity is lowered and the message says why.
 * Text without METHOD is no iTIP message and is held against RFC 5545 alone. Findings come in the order of the text;
 * of more than `limits.findings` the gravest are listed and the last one counts the others.
 *
 * @throws {ItipError} `not-calendar-text`, `limit-exceeded`, `invalid-argument`
 * @example
 * checkMessage(ics)
 * // [{ code: "property-missing", severity: "error", path: "VCALENDAR.VEVENT[0].ORGANIZER", line: 6,
 * //    reference: "RFC 5546 section 3.2.3", message: "A REPLY of a VEVENT needs ORGANIZER." }]
 */
export function checkMessage(ics: string, options?: CheckOptions): Finding[] {
  if (typeof ics !== "string")
    throw wrongArgument("ics", `must be a string of calendar text, got ${kindOf(ics)}`);
  const { part, email, limits, clients } = readCheckOptions(options);
  const { calendars, findings, unlisted } = scanCalendar(ics, limits);
  const nodes = calendars.map((calendar, index) =>
    readNode(calendar, index === 0 ? "VCALENDAR" : `VCALENDAR[${index}]`),
  );
  const earlier = readEarlier(options?.earlier, limits);
  return gather(
    withEmail(
      everything({ text: ics, scanned: findings, calendars: nodes, part, email, earlier, clients }),
      email,
    ),
    limits.findings,
    unlisted,
  );
}

function readCheckOptions(options: CheckOptions | undefined) {
  return readVerbOptions(options, ["part", "email", "earlier", "limits", "clients"], (given, reading) => {
    const part = readCalendarPart(given.part, at(reading, "part"));
    const email = readBringingEmail(given.email, at(reading, "email"));
    const limits = readLimits(given.limits, at(reading, "limits"));
    const what = checkedClients.join(", ");
    const clients = readListOf(given.clients, { what }, at(reading, "clients"), readClient) ?? [];
    const { earlier } = given;
    if (earlier !== undefined && typeof earlier !== "string")
      wrongKind(at(reading, "earlier"), "a string of calendar text", earlier);
    return limits && { part, email, limits, clients };
  });
}

function readClient(name: unknown, reading: Reading): CheckedClient | undefined {
  const known = checkedClients.find((client) => client === name);
  return known ?? fault(reading, "invalid-type", `must be one of ${checkedClients.join(", ")}`, name);
}

function readEarlier(text: string | undefined, limits: Limits): Node | undefined {
  if (text === undefined) return undefined;
  const [calendar] = scanCalendar(text, limits).calendars;
  return calendar === undefined ? undefined : readNode(calendar, "VCALENDAR");
}

/** What is looked at, all of it read once. */
interface Subject {
  readonly text: string;
  readonly scanned: readonly Finding[];
  readonly calendars: readonly Node[];
  readonly part: CalendarPart | undefined;
  readonly email: BringingEmail | undefined;
  readonly earlier: Node | undefined;
  readonly clients: readonly CheckedClient[];
}

function* everything({
  text,
  scanned,
  calendars,
  part,
  email,
  earlier,
  clients,
}: Subject): Generator<Finding> {
  yield* scanned;
  yield* checkText(text);
  for (const calendar of calendars) {
    yield* checkCalendar(calendar, earlier);
    if (part !== undefined) yield* checkPart(calendar, text, part);
    else if (email !== undefined) yield* checkAddresses(calendar);
    yield* checkClients(calendar, clients);
  }
}
