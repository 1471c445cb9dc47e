import { answerAs } from "../../../src/clients/index.ts";
import { createInvite, openEmail, receiveAll } from "../../../src/index.ts";

/** How large the state is when one guest has answered so many occurrences of an endless series, each with 10,000 characters. */
export async function talkativeGuest(
  counts: readonly number[],
): Promise<{ answers: number; sent: number; stored: number }[]> {
  const now = new Date("2027-03-01T08:00:00Z");
  const { invite, messages } = createInvite(
    {
      ...{ id: "series", organizer: { email: "planner@example.com" } },
      recipients: [{ email: "guest@example.test" }],
      event: {
        ...{ summary: "Daily", start: "2027-06-10T10:00Z", end: "2027-06-10T10:15Z" },
        recurrence: { rule: "FREQ=DAILY" },
      },
    },
    { now },
  );
  const [message] = messages;
  if (message === undefined) throw new Error("an invite without an invitation");
  const rows: { answers: number; sent: number; stored: number }[] = [];
  let [state, sent, said] = [invite, 0, 0];
  for (const count of counts) {
    const emails = await Promise.all(
      Array.from({ length: count - said }, async (_, k) => {
        const instance = new Date(Date.parse("2027-06-10T10:00Z") + (said + k) * 86_400_000);
        const comment = `${said + k} `.padEnd(10_000, "and so on ");
        const as = { email: "guest@example.test", status: "declined", comment, instance } as const;
        const { raw } = answerAs("google", message, as, {
          now: new Date(now.getTime() + 1_000 * (said + k)),
        });
        sent += raw.length;
        return openEmail(raw);
      }),
    );
    state = receiveAll(state, emails, { now, authentication: "pass" }).invite;
    said = count;
    rows.push({ answers: count, sent, stored: JSON.stringify(state).length });
  }
  return rows;
}
