import { setTimeout as pause } from "node:timers/promises";
import { sendInto, sentMailOf } from "../sent-mail.ts";
import { skewClock } from "../skewed-clock.ts";
import { brokenSwap } from "./broken-swap.ts";
import type { Database } from "./database.ts";
import { obey } from "./obey.ts";
import { send } from "./send.ts";
import type { Server } from "./server.ts";
import { withDatabase } from "./session.ts";
import { takeIn } from "./take-in.ts";
import { takeOne } from "./take-one.ts";

/** One process of the application: it does one thing until it is told to end, or killed. */
export interface Task {
  readonly role: "batches" | "one by one" | "organizer" | "sender";
  readonly connection: Server["connection"];
  readonly skewDays: number;
  readonly brokenSwap: boolean;
  /** Where the sender's mails arrive. */
  readonly wire: string;
}

const task: Task & { start: number } = JSON.parse(process.argv[2] ?? "{}");
let ending = false;
for (const event of ["SIGTERM", "SIGINT", "disconnect"]) {
  process.on(event, () => {
    ending = true;
  });
}
skewClock(((5 * task.start) % (2 * task.skewDays + 1)) - task.skewDays);
await withDatabase(task.connection, async (connected) => {
  const db = task.brokenSwap ? brokenSwap(connected) : connected;
  process.send?.("ready");
  while (!ending) {
    const worked = await step(db);
    if (!worked) await pause(10);
  }
});
process.exit(0);

async function step(db: Database): Promise<boolean | number> {
  const lostRace = () => process.send?.("retry");
  switch (task.role) {
    case "batches":
      return takeIn(db, 100);
    case "one by one":
      return takeOne(db, lostRace);
    case "organizer":
      return obey(db, lostRace);
    case "sender":
      return send(db, (email, message) => sendInto(task.wire, sentMailOf(message, email)));
  }
}
