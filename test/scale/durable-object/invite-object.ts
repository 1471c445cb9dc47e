import { DurableObject } from "cloudflare:workers";
import { composeEmail, type Invite, type OutgoingMessage, parseInvite } from "../../../src/index.ts";
import {
  type Kept,
  keptOf,
  type Numbered,
  obey,
  type Parcel,
  type Step,
  takeParcels,
} from "../keyed/kept.ts";

/** What the object is bound to. */
interface ObjectEnv {
  /** Sends a mail. */
  readonly MAIL: {
    fetch(url: string, init: { method: "POST"; body: string }): Promise<{ readonly ok: boolean }>;
  };
  /** Lets others in between reading and writing, to show that the judge notices. */
  readonly BROKEN: boolean;
}

/** What becomes of an email: `unknown`: no invite has this UID; `aside`: a person should see it. */
export type Received = "taken" | "aside" | "unknown";

/**
 * One invite: its state and its outbox stand in the object's own storage. The runtime lets one event in at a time, and nothing is
 * awaited between reading and writing: there is no race, and nothing to compare.
 */
export class InviteObject extends DurableObject<ObjectEnv> {
  constructor(...given: ConstructorParameters<typeof DurableObject<ObjectEnv>>) {
    super(...given);
    this.#sql(
      "CREATE TABLE IF NOT EXISTS kept (only INTEGER PRIMARY KEY CHECK (only = 1), state TEXT NOT NULL)",
    );
    this.#sql(
      "CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY, message TEXT NOT NULL, sent INTEGER NOT NULL DEFAULT 0)",
    );
  }

  /** An invite that was just made, with its first messages. */
  async create(invite: Invite, messages: readonly OutgoingMessage[]): Promise<void> {
    if (this.#read() === undefined) await this.#write({ kept: keptOf(invite), messages, aside: [] });
  }

  async takeIn(parcel: Parcel): Promise<Received> {
    const step = await this.#step((kept) => takeParcels(kept, [parcel]));
    if (step === undefined) return "unknown";
    return step.aside.length > 0 ? "aside" : "taken";
  }

  /** Says whether the command was performed, now or before; its turn may not have come. */
  async obey(order: Numbered): Promise<boolean> {
    return (await this.#step((kept) => obey(kept, order))) !== undefined;
  }

  /** The state, and how many messages are not sent yet. */
  async look(): Promise<{ kept: Kept | undefined; unsent: number }> {
    const unsent = this.#unsent().length;
    if (unsent > 0 && (await this.ctx.storage.getAlarm()) === null)
      await this.ctx.storage.setAlarm(Date.now());
    return { kept: this.#read(), unsent };
  }

  /** As after a backup of what was sent that is older than the outbox: all goes out a second time. */
  async replay(): Promise<number> {
    this.#sql("UPDATE outbox SET sent = 0");
    const messages = this.#unsent().length;
    await this.ctx.storage.setAlarm(Date.now());
    return messages;
  }

  /** Empties the outbox. The runtime calls this again until it has come to its end: a mail may leave twice, as the same mail. */
  async alarm(): Promise<void> {
    for (const { id, message } of this.#unsent()) {
      const outgoing: OutgoingMessage = JSON.parse(message);
      const { messageId, raw } = composeEmail(outgoing);
      const body = JSON.stringify({ message: outgoing, email: { messageId, raw } });
      const { ok } = await this.env.MAIL.fetch("http://mail/", { method: "POST", body });
      if (!ok) throw new Error("the mail was not taken");
      this.#sql("UPDATE outbox SET sent = 1 WHERE id = ?", id);
    }
  }

  /** Reads, steps, writes. Nothing, where no invite stands here, or the step cannot be taken yet. */
  async #step(take: (kept: Kept) => Step | undefined): Promise<Step | undefined> {
    const stored = this.#read();
    if (stored === undefined) return undefined;
    const kept = { ...stored, invite: parseInvite(stored.invite) }; // refuses damaged or newer state
    const step = take(kept);
    if (this.env.BROKEN) await new Promise((resolve) => setTimeout(resolve, 20));
    if (step !== undefined && (step.kept !== kept || step.messages.length > 0)) await this.#write(step);
    return step;
  }

  async #write({ kept, messages }: Step): Promise<void> {
    this.ctx.storage.transactionSync(() => {
      this.#sql("INSERT OR REPLACE INTO kept VALUES (1, ?)", JSON.stringify(kept));
      for (const message of messages)
        this.#sql("INSERT INTO outbox (message) VALUES (?)", JSON.stringify(message));
    });
    if (messages.length > 0) await this.ctx.storage.setAlarm(Date.now());
  }

  #read(): Kept | undefined {
    const [row] = this.#sql<{ state: string }>("SELECT state FROM kept");
    return row === undefined ? undefined : JSON.parse(row.state);
  }

  #unsent(): { id: number; message: string }[] {
    return this.#sql("SELECT id, message FROM outbox WHERE sent = 0 ORDER BY id");
  }

  #sql<Row extends object>(query: string, ...values: readonly (string | number)[]): Row[] {
    return this.ctx.storage.sql.exec<Row>(query, ...values).toArray();
  }
}
