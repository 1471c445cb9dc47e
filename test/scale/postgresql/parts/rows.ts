import type { ChangedParts, GuestPart, InviteHead, StrangersPart } from "../../../../src/index.ts";
import type { Database } from "../database.ts";

/** A row of `invite_part`: a part of an invite as text. */
export interface Row {
  readonly uid: string;
  readonly part: "head" | "guest" | "strangers";
  /** Of a guest; otherwise `""`. */
  readonly address: string;
  readonly state: string;
  readonly version: number;
}

/** The parts that some rows of one invite hold; nothing, where there is no such invite. */
export function partsIn(rows: readonly Row[]) {
  const [head]: InviteHead[] = statesOf(rows, "head");
  const guests: GuestPart[] = statesOf(rows, "guest");
  const [strangers]: StrangersPart[] = statesOf(rows, "strangers");
  if (head === undefined) return undefined;
  return strangers === undefined ? { head, guests } : { head, guests, strangers };
}

function statesOf(rows: readonly Row[], part: Row["part"]) {
  return rows.filter((row) => row.part === part).map(({ state }) => JSON.parse(state));
}

/** The compare-and-swap of many rows at once: `read` are the rows of which these parts are the next states. */
export async function writeParts(
  db: Database,
  changed: readonly ChangedParts[],
  read: readonly Row[],
): Promise<void> {
  const parts = changed.flatMap(({ head, guests, strangers }) =>
    [head ?? [], guests, strangers ?? []].flat(),
  );
  const versions = new Map(
    read.map(({ uid, part, address, version }) => [`${uid} ${part} ${address}`, version]),
  );
  const next = parts.map((part) => ({
    ...part,
    address: part.part === "guest" ? part.address : "",
    text: JSON.stringify(part),
  }));
  const { rowCount } = await db.query(
    `INSERT INTO invite_part AS stored (uid, part, address, state, version)
     SELECT uid, part, address, state, version + 1
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::integer[]) AS next (uid, part, address, state, version)
     ON CONFLICT (uid, part, address) DO UPDATE SET state = excluded.state, version = excluded.version
     WHERE stored.version = excluded.version - 1`,
    [
      next.map(({ uid }) => uid),
      next.map(({ part }) => part),
      next.map(({ address }) => address),
      next.map(({ text }) => text),
      next.map(({ uid, part, address }) => versions.get(`${uid} ${part} ${address}`) ?? 0),
    ],
  );
  if (rowCount !== next.length) throw new Error("somebody wrote a row that was locked");
}

/** The rows of each invite, by UID. */
export function grouped(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const known = found.get(row.uid);
    if (known === undefined) found.set(row.uid, [row]);
    else known.push(row);
  }
  return found;
}
