import { isRecord } from "../input.ts";

/** Members of an object that are read, each with those of its own; a list has those of its elements under `each`. */
interface KnownMembers {
  readonly [name: string]: KnownMembers;
}

const time = { time: {}, tzid: {} } satisfies KnownMembers;
const mailbox = { email: {}, name: {} } satisfies KnownMembers;
const recipient = { email: {}, status: {} } satisfies KnownMembers;

/** The members of a request that mean something here. */
const request = {
  method: {},
  smart_invite_id: {},
  callback_url: {},
  recipient,
  recipients: { each: recipient },
  organizer: mailbox,
  event: {
    summary: {},
    description: {},
    start: time,
    end: time,
    tzid: {},
    location: { description: {}, lat: {}, long: {} },
    url: {},
    reminders: { each: { minutes: {} } },
    transparency: {},
    extended_transparency: {},
    event_private: {},
    color: {},
    recurrence: { rules: { each: { frequency: {}, interval: {}, by_day: { each: {} } } } },
  },
} as const satisfies KnownMembers;

/** As many as a person reads; a body of a megabyte can name a hundred thousand. */
const most = 100;

/**
 * Paths of what a request says in vain, in the order in which it says it: members that the service knows and this package does
 * not (`event.attachments`), and misspelt ones. A member that is `null` says nothing.
 */
export function ignoredPaths(body: unknown): string[] {
  const paths: string[] = [];
  collect(body, request, "", paths);
  const { location } = isRecord(body) && isRecord(body.event) ? body.event : {};
  // One degree alone is no place on the map.
  const degrees = isRecord(location) ? ["lat", "long"].filter((name) => (location[name] ?? "") !== "") : [];
  if (degrees.length === 1) paths.push(`event.location.${degrees[0]}`);
  return paths.slice(0, most);
}

function collect(value: unknown, known: KnownMembers, path: string, paths: string[]): void {
  if (paths.length >= most) return;
  if (Array.isArray(value)) {
    const { each } = known;
    const list: readonly unknown[] = value;
    if (each !== undefined)
      for (const [index, one] of list.entries()) collect(one, each, `${path}[${index}]`, paths);
    return;
  }
  if (!isRecord(value)) return;
  for (const [name, member] of Object.entries(value)) {
    const here = path === "" ? name : `${path}.${name}`;
    const inside = Object.hasOwn(known, name) && name !== "each" ? known[name] : undefined;
    if (inside !== undefined) collect(member, inside, here, paths);
    else if (member !== null && member !== undefined) paths.push(here);
  }
}
