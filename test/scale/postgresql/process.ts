import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { sendInto, sentMailOf } from "../sent-mail.ts";
import { taskOfProcess } from "../task-of-process.ts";
import { brokenSwap } from "./broken-swap.ts";
import { change } from "./change.ts";
import type { Database } from "./database.ts";
import { halting } from "./halting.ts";
import { commandIsDue } from "./look.ts";
import { meet } from "./meet.ts";
import { obey } from "./obey.ts";
import { changeAllParts } from "./parts/change-all-parts.ts";
import { takeInParts } from "./parts/take-in-parts.ts";
import { send } from "./send.ts";
import type { Server } from "./server.ts";
import { sessionOf, withDatabase } from "./session.ts";
import { takeIn } from "./take-in.ts";
import { takeOne } from "./take-one.ts";
import { work } from "./work.ts";

/** The forms in which emails are taken in. */
export type Worker = "batches" | "one by one" | "batches in parts";

/** One process of the application: it does one thing until it is told to end, or killed. */
export interface Task {
  readonly role: Worker | "organizer" | "organizer of parts" | "sender" | "messenger";
  /** The one database to work on; of a messenger, all that are to be joined. */
  readonly connections: readonly Server["connection"][];
  readonly skewDays: number;
  readonly brokenSwap: boolean;
  /** Where the sender's mails arrive. While there is a file of this name with `.apart` behind it, regions have no contact. */
  readonly wire: string;
}

const { task, isEnding, halt } = taskOfProcess<Task>();
if (task.role === "messenger") await travel();
else await stay();
process.exit(0);

/** Works on one database. */
async function stay(): Promise<void> {
  for (const connection of task.connections) {
    await withDatabase(connection, async (connected) => {
      const db = halting(task.brokenSwap ? brokenSwap(connected) : connected, halt);
      process.send?.("ready");
      await work(() => step(db, connected), isEnding);
    });
  }
}

/** `onlooker` is the same connection, where nobody dies. */
async function step(db: Database, onlooker: Database): Promise<boolean | number> {
  const lostRace = () => process.send?.("retry");
  switch (task.role) {
    case "batches":
      return takeIn(db, 100);
    case "one by one":
      return takeOne(db, lostRace);
    case "batches in parts":
      return takeInParts(db, 100);
    case "organizer":
      return (await commandIsDue(onlooker)) && obey(db, (uid, step) => change(db, uid, step, lostRace));
    case "organizer of parts":
      return (await commandIsDue(onlooker)) && obey(db, (uid, step) => changeAllParts(db, uid, step));
    case "sender":
      return send(db, async (email, message) => {
        await halt("before sending");
        sendInto(task.wire, sentMailOf(message, email));
      });
    case "messenger":
      throw new Error("a messenger works on more than one database");
  }
}

/** Goes from each region to each other, again and again. */
async function travel(): Promise<void> {
  const regions = task.connections.map(sessionOf);
  const ways = regions.flatMap((from) =>
    regions.filter((to) => to !== from).map((to) => ({ from, to, seen: new Map<string, number>() })),
  );
  process.send?.("ready");
  while (!isEnding()) {
    for (const { from, to, seen } of ways) {
      if (existsSync(`${task.wire}.apart`)) continue;
      await from.use((there) => to.use((here) => meet(there, halting(here, halt), seen)));
    }
    await pause(50);
  }
}
