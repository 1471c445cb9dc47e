import { expect, it } from "vitest";
import { composeEmail, createInvite, openEmail } from "../../../src/index.ts";

it("a quoted local part in To is read, as we write it ourselves", async () => {
  const { messages } = createInvite(
    {
      id: "1",
      organizer: { email: "ann@example.com" },
      recipients: [{ email: '"a b"@example.test' }],
      event: { summary: "Party", start: "2026-05-07T10:30Z", end: "2026-05-07T11:30Z" },
    },
    { now: new Date("2026-04-20T08:00:00Z") },
  );
  const [message] = messages;
  if (message === undefined) throw new Error("nobody was invited");
  expect((await openEmail(composeEmail(message).raw)).to).toEqual([{ email: '"a b"@example.test' }]);
});
