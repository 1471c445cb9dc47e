import { expect, it } from "vitest";
import { createInvite } from "../../../src/index.ts";
import { refused } from "../../support/refusal.ts";

const now = new Date("2026-04-20T08:00:00Z");
const input = {
  id: "1",
  organizer: { email: "ann@example.com" },
  recipients: [{ email: "jane@example.test" }],
  event: { summary: "Party", start: "2026-05-07T10:30Z", end: "2026-05-07T11:30Z" },
};
const uidOf = (organizer: string) =>
  createInvite({ ...input, organizer: { email: organizer } }, { now }).invite.uid;

it("the stored invite and its messages hold no reply secret: whoever reads a backup can make no address of it", () => {
  const replySecret = "a secret of 16 octets";
  const made = createInvite({ ...input, replySecret }, { now });
  expect(JSON.stringify(made)).not.toContain(replySecret);
  expect(made.invite.replyKey).toMatch(/^[0-9a-f]{64}$/);
  const other = createInvite({ ...input, id: "2", replySecret }, { now });
  expect(other.invite.replyKey).not.toBe(made.invite.replyKey);
});

it.each(["short", "", " ".repeat(20)])(
  "a reply secret that can be guessed, or was forgotten, is refused: %j",
  (replySecret) => {
    expect(refused(() => createInvite({ ...input, replySecret }, { now }))).toEqual([
      "invalid-event",
      "replySecret too-short",
    ]);
  },
);

it("two organizers of one domain may use the same id: their events have UIDs of their own", () => {
  expect(uidOf("ann@example.com")).toBe(uidOf("Ann@Example.com"));
  expect(uidOf("ann@example.com")).not.toBe(uidOf("bob@example.com"));
  expect(uidOf("bob@example.com")).toMatch(/^[0-9a-f]{40}@example\.com$/);
});
