import { describe, expect, it } from "vitest";
import { receiveInvitation } from "../../src/attendee/index.ts";
import {
  composeEmail,
  createInvite,
  type InviteChanges,
  type InviteInput,
  type OutgoingMessage,
  openEmail,
  updateInvite,
} from "../../src/index.ts";

const now = new Date("2027-05-01T09:00:00Z");
const later = new Date("2027-05-01T10:00:00Z");
const jane = "jane@example.test";

const input: InviteInput = {
  id: "board",
  organizer: { email: "planner@example.com", name: "Paula" },
  recipients: [{ email: jane }, { email: "omar@example.test", name: "Omar" }],
  event: {
    summary: "Board",
    start: "2027-06-10T10:00",
    end: "2027-06-10T11:00",
    tzid: "Europe/London",
    attachments: [{ url: "https://example.com/a" }],
    recurrence: { rule: "FREQ=WEEKLY;COUNT=4" },
  },
};

const mailTo = (messages: readonly OutgoingMessage[]) => {
  const found = messages.find(({ to }) => to.email === jane);
  if (found === undefined) throw new Error("Jane got no message");
  return found;
};

/** What the organizer tells Jane, and what her side finds in the mail. */
async function bothSides(changes: InviteChanges) {
  const first = createInvite(input, { now });
  const next = updateInvite(first.invite, changes, { now: later });
  const open = (message: OutgoingMessage) => openEmail(composeEmail(message).raw);
  const { attendance } = receiveInvitation(undefined, await open(mailTo(first.messages)), { me: jane });
  const update = mailTo(next.messages);
  const { outcome } = receiveInvitation(attendance, await open(update), { me: jane });
  return { told: update.changes, found: outcome.kind === "updated" ? outcome.changes : [] };
}

describe("the guest's side finds changed what the organizer says has changed", () => {
  it.each<[string, InviteChanges]>([
    ["the time", { event: { start: "2027-06-10T12:00" } }],
    [
      "dates left out",
      { event: { recurrence: { rule: "FREQ=WEEKLY;COUNT=4", exclude: ["2027-06-17T10:00"] } } },
    ],
    ["the place", { event: { location: { description: "Room 4" } } }],
    ["a place that is coordinates alone", { event: { location: { lat: 51.5, long: "-0.12" } } }],
    ["the title", { event: { summary: "Budget" } }],
    ["the description", { event: { description: "Bring figures" } }],
    ["a description in HTML alone", { event: { html: "<p>Bring <b>figures</b></p>" } }],
    ["the page", { event: { url: "https://example.com/board" } }],
    [
      "the link to join, and the place beside it",
      {
        event: { conferenceUrl: "https://meet.example.com/1", location: { description: "Room 4" } },
      },
    ],
    ["a hold", { event: { status: "tentative" } }],
    [
      "a file that was added",
      {
        event: {
          attachments: [{ url: "https://example.com/a" }, { url: "https://example.com/b", name: "Agenda" }],
        },
      },
    ],
    ["files that were taken away", { event: { attachments: null } }],
  ])("%s", async (_, changes) => {
    const { told, found } = await bothSides(changes);
    expect(told).not.toEqual([]);
    expect(found).toEqual(told);
  });

  it("who came and who went", async () => {
    const { told, found } = await bothSides({
      addRecipients: [{ email: "li@example.test", name: "Li" }],
      removeRecipients: ["omar@example.test"],
    });
    expect(found).toEqual(told);
  });
});
