import { describe, expect, it } from "vitest";
import { answerAs } from "../../../src/clients/index.ts";
import { createInvite, openEmail, receive, statusOf, updateInvite } from "../../../src/index.ts";
import { change } from "./change.ts";
import type { Database } from "./database.ts";

const { invite: first, messages: invitations } = createInvite({
  id: "budget-2026-q3",
  organizer: { email: "planner@example.com" },
  recipients: [{ email: "jane@example.test" }, { email: "omar@example.test" }],
  event: {
    summary: "Budget review",
    start: "2027-06-10T10:00",
    end: "2027-06-10T11:00",
    tzid: "Europe/London",
  },
});

async function answerOf(email: string, status: "accepted" | "declined") {
  const [request] = invitations;
  if (request === undefined) throw new Error("nobody was invited");
  return openEmail(answerAs("google", request, { email, status }).raw);
}

/** A database of two tables that knows the statements of `change` and no others, with a row for each statement that it was asked. */
function fakeDatabase(between: () => void) {
  const invite = { state: JSON.stringify(first), version: 1 };
  const outbox: unknown[] = [];
  const answers = (sql: string, values: readonly unknown[]) => {
    if (sql.startsWith("SELECT state, version FROM invite")) {
      const rows = values[0] === first.uid ? [{ ...invite }] : [];
      between();
      return { rows, rowCount: rows.length };
    }
    if (sql.startsWith("INSERT INTO outbox")) {
      outbox.push(...[values[0]].flat());
      return { rows: [], rowCount: 1 };
    }
    expect(sql).toBe("UPDATE invite SET state = $1, version = version + 1 WHERE uid = $2 AND version = $3");
    if (values[2] !== invite.version) return { rows: [], rowCount: 0 };
    Object.assign(invite, { state: values[0], version: invite.version + 1 });
    return { rows: [], rowCount: 1 };
  };
  const db: Database = {
    query: async (sql: string, values: readonly unknown[] = []) => {
      const { rows, rowCount } = answers(sql, values);
      return { rows: JSON.parse(JSON.stringify(rows)), rowCount };
    },
  };
  return { db, invite, outbox };
}

describe("A change by compare-and-swap", () => {
  it("is taken again on what somebody else has written meanwhile, so that neither answer is lost", async () => {
    const [jane, omar] = [
      await answerOf("jane@example.test", "accepted"),
      await answerOf("omar@example.test", "declined"),
    ];
    let races = 1;
    const { db, invite } = fakeDatabase(() => {
      if (races === 0) return;
      races -= 1;
      const ahead = receive(JSON.parse(invite.state), omar).invite;
      Object.assign(invite, { state: JSON.stringify(ahead), version: invite.version + 1 });
    });
    let lost = 0;
    await change(
      db,
      first.uid,
      (stored) => receive(stored, jane),
      () => {
        lost += 1;
      },
    );
    const { recipients } = statusOf(JSON.parse(invite.state));
    expect(recipients.map(({ status }) => status)).toEqual(["accepted", "declined"]);
    expect({ lost, version: invite.version }).toEqual({ lost: 1, version: 3 });
  });

  it("puts its messages into the outbox, and none of those that it worked out in vain", async () => {
    let races = 2;
    const { db, invite, outbox } = fakeDatabase(() => {
      races -= 1;
      if (races > 0) invite.version += 1;
    });
    await change(db, first.uid, (stored) => updateInvite(stored, { event: { start: "2027-06-11T14:00" } }));
    expect(outbox).toHaveLength(2);
  });

  it("writes nothing where nothing is new, and knows nothing of other events", async () => {
    const jane = await answerOf("jane@example.test", "accepted");
    const { db, invite } = fakeDatabase(() => undefined);
    await change(db, first.uid, (stored) => receive(stored, jane));
    await change(db, first.uid, (stored) => receive(stored, jane));
    expect(invite.version).toBe(2);
    expect(await change(db, "somebody-else@example.net", (stored) => receive(stored, jane))).toBeUndefined();
  });
});
