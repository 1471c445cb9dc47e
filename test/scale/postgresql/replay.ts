import { type Course, follow } from "../course.ts";
import { arrivedIn, type SentMail } from "../sent-mail.ts";
import type { Session } from "./session.ts";

/** What was sent in the course of things, and what when the whole outbox was sent again. */
interface Sent {
  readonly sent: readonly SentMail[];
  readonly replayed: readonly SentMail[];
}

/** As after a backup of the outbox that is older than what was sent: all goes out a second time, from a process with another clock. */
export async function replayOutbox(session: Session, course: Course, wire: string): Promise<Sent> {
  const { crew, log, faults } = course;
  const sent = arrivedIn(wire);
  crew.kill("before the replay", "sender");
  const { rowCount } = await session.use((db) => db.query("UPDATE outbox SET sent = false"));
  log.note("replay", `of the whole outbox, ${rowCount} messages`);
  await follow({ ...course, faults: { ...faults, kills: 0, restarts: 0 } });
  return { sent, replayed: arrivedIn(wire).slice(sent.length) };
}
