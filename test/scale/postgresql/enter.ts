import type { Transition } from "../../../src/index.ts";
import { post } from "./change.ts";
import type { Database } from "./database.ts";

/** Stores new invites, as `createInvite` gives them. In a transaction, so that no invitation leaves for an invite that is not stored. */
export async function addInvites(db: Database, created: readonly Transition[]): Promise<void> {
  await db.query("INSERT INTO invite (uid, state) SELECT * FROM unnest($1::text[], $2::text[])", [
    created.map(({ invite }) => invite.uid),
    created.map(({ invite }) => JSON.stringify(invite)),
  ]);
  await post(
    db,
    created.flatMap(({ messages }) => messages),
  );
}

/** An email as the mail server hands it over. */
interface Arrival {
  /** What the mail server calls it. */
  readonly id: string;
  /** When the mail server took it in, RFC 3339. */
  readonly received: string;
  /** What it found out about the author, for instance the `authentication` that `itip/inbound` has read. */
  readonly verdict: "pass" | "fail" | "none";
  readonly raw: Uint8Array;
}

/** Stores emails as they come in. When this has come back, the mail server may forget them. */
export async function addMails(db: Database, mails: readonly Arrival[]): Promise<void> {
  await db.query(
    `INSERT INTO inbox (mail, received, verdict, raw)
     SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::bytea[])`,
    [
      mails.map(({ id }) => id),
      mails.map(({ received }) => received),
      mails.map(({ verdict }) => verdict),
      mails.map(({ raw }) => raw),
    ],
  );
}
