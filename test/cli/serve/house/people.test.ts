import { describe, expect, it } from "vitest";
import { people } from "../../../../src/cli/serve/house/people.ts";
import { calendarOf } from "../../../../src/clients/index.ts";
import { composeEmail, createInvite, formatMessage, openEmail, readReplies } from "../../../../src/index.ts";

const jane = { email: "jane@example.test" };
const start = Date.parse("2027-05-01T09:00:00Z");

/** The mail that invites Jane to something. */
function invitation(id: string): string {
  const [message] = createInvite(
    {
      id,
      organizer: { email: "planner@example.com" },
      recipients: [jane],
      event: { summary: id, start: "2027-06-10T10:00", end: "2027-06-10T11:00", tzid: "Europe/London" },
    },
    { now: new Date(start) },
  ).messages;
  if (message === undefined) throw new Error("nobody was invited");
  return composeEmail(message).raw;
}

async function statusesIn(mails: readonly { raw: string }[]): Promise<string[]> {
  const opened = await Promise.all(mails.map(({ raw }) => openEmail(raw)));
  return opened.flatMap(({ messages }) => messages.flatMap(readReplies).map(({ status }) => status));
}

describe("people who were invited", () => {
  it("keep every invitation of several that come at once", async () => {
    const all = people(
      [],
      () => new Date(start),
      () => undefined,
    );
    await Promise.all(["one", "two", "three"].map((id) => all.receive(jane, invitation(id))));
    const [guest] = all.all();
    const shown = guest === undefined ? [] : calendarOf(guest.person).map(({ event }) => event?.summary);
    expect(shown.sort()).toEqual(["one", "three", "two"]);
  });

  it("answer by themselves once their delay is over, and once", async () => {
    let time = start;
    const answerer = {
      ...jane,
      client: "exchange",
      status: "tentative",
      comment: "Perhaps",
      delay: 2,
    } as const;
    const all = people(
      [answerer],
      () => new Date(time),
      () => undefined,
    );
    await all.receive(jane, invitation("one"));
    expect(await all.due()).toEqual([]);
    time += 2_000;
    expect(await statusesIn(await all.due())).toEqual(["tentative"]);
    time += 60_000;
    expect(await all.due()).toEqual([]);
  });

  it("answer with the calendar that is named, whichever they had before", async () => {
    const all = people(
      [],
      () => new Date(start),
      () => undefined,
    );
    await all.receive(jane, invitation("one"));
    const [guest] = all.all();
    const uid = guest === undefined ? "" : (calendarOf(guest.person)[0]?.uid ?? "");
    const [mail] = await all.say(jane.email, uid, { status: "accepted" }, "exchange");
    const { messages } = await openEmail(mail?.raw ?? "");
    expect(messages.map(formatMessage).join()).toContain("PRODID:Microsoft Exchange");
    expect(all.find("JANE@example.test")?.client).toBe("exchange");
    await expect(all.say(jane.email, "another", { status: "accepted" }, "google")).rejects.toMatchObject({
      code: "cannot-answer",
    });
  });
});
