import { describe, expect, it } from "vitest";
import {
  changeParts,
  createInvite,
  currentMessages,
  forgetAnswer,
  type GuestPart,
  type Invite,
  type InviteParts,
  joinParts,
  mergePart,
  neededParts,
  parseInvite,
  parseMessage,
  partsOf,
  receive,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { answerText, opened } from "../../support/fixtures/answer-text.ts";
import { readTable, receiveInTable, tableOf } from "../../support/fixtures/stored-parts.ts";
import { refused } from "../../support/refusal.ts";

const uid = "standup@example.com";
const now = new Date("2026-05-02T08:00:00Z");

function inviteOf(
  guests: number,
  more: { guestList?: "shown" | "hidden"; replySecret?: string } = {},
): Invite {
  const recipients = Array.from({ length: guests }, (_, at) => ({
    email: `guest${at}@example.test`,
    name: `Guest ${at}`,
  }));
  const event = {
    summary: "Standup",
    start: "2026-05-07T10:30",
    end: "2026-05-07T11:00",
    tzid: "Europe/London",
    recurrence: { rule: "FREQ=WEEKLY;COUNT=6" },
  };
  const organizer = { email: "planner@example.com" };
  return createInvite({ id: "standup", uid, organizer, recipients, event, ...more }, { now }).invite;
}

const said = (email: string, more: Partial<Parameters<typeof answerText>[0]> = {}) =>
  answerText({ uid, email, partstat: "ACCEPTED", sequence: 0, dtstamp: "20260503T080000Z", ...more });

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const stored = (invite: Invite): InviteParts => plain(partsOf(invite));

describe("an answer to an invite in parts", () => {
  it("reads and writes as many characters at 2,000 guests as at 10", () => {
    const sizes = [10, 2_000].map((guests) => {
      const table = tableOf(inviteOf(guests));
      const incoming = said("guest7@example.test");
      const parts = readTable(table, neededParts(incoming).addresses);
      const { changed } = changeParts(parts, (invite) => receive(invite, incoming));
      return [parts, changed].map(
        (one) => JSON.stringify({ ...one, people: 0 }).replace(/"people":\d+/, "").length,
      );
    });
    expect(sizes[1]).toEqual(sizes[0]);
  });

  it("changes the row of the one who speaks, and no other", () => {
    const { changed, outcome } = receiveInTable(tableOf(inviteOf(5)), said("Guest3@Example.test"));
    expect(outcome.kind).toBe("applied");
    expect(changed.guests.map(({ address }) => address)).toEqual(["guest3@example.test"]);
    expect(Object.keys(changed)).toEqual(["guests"]);
  });

  it("changes nothing when it comes twice", () => {
    const { table } = receiveInTable(tableOf(inviteOf(5)), said("guest3@example.test"));
    const again = receiveInTable(table, said("guest3@example.test"));
    expect([again.outcome.kind, again.changed]).toEqual(["duplicate", { guests: [] }]);
  });

  it("of a stranger is written into the row of strangers, which has to be there", () => {
    const incoming = said("kim@example.test");
    const { changed, table } = receiveInTable(tableOf(inviteOf(2)), incoming);
    expect(changed.guests).toEqual([]);
    expect(changed.strangers?.answers.map(({ address }) => address)).toEqual(["kim@example.test"]);
    expect(statusOf(joinParts(readTable(table))).replies).toMatchObject([{ email: "kim@example.test" }]);
    const { head } = stored(inviteOf(2));
    const attempt = () => changeParts({ head, guests: [] }, (invite) => receive(invite, incoming));
    expect(refused(attempt)).toEqual(["invalid-argument", "parts.strangers incomplete"]);
  });

  it("is proven by the key of the head where there is a reply secret", () => {
    const invite = inviteOf(3, { replySecret: "an invented secret of the tests" });
    const incoming = said("guest1@example.test");
    expect(receiveInTable(tableOf(invite), incoming).outcome).toEqual(receive(invite, incoming).outcome);
    const own = currentMessages(invite, { recipients: ["guest1@example.test"] })[0]?.from.email ?? "";
    const proven = said("guest1@example.test", { organizer: own });
    expect(receiveInTable(tableOf(invite), proven).outcome.kind).toBe("applied");
  });

  it("to an older revision than the one of the head is kept, to a later one held", () => {
    const moved = updateInvite(inviteOf(3), { event: { start: "2026-05-07T12:30" } }, { now }).invite;
    const outcomeOf = (sequence: number) =>
      receiveInTable(tableOf(moved), said("guest1@example.test", { sequence })).outcome;
    expect([0, 1, 2].map(outcomeOf)).toMatchObject([
      { kind: "stale", reason: "rescheduled" },
      { kind: "applied" },
      { kind: "held", reason: "unknown-revision" },
    ]);
  });

  it("can be cleared with the row of its author alone", () => {
    const { table } = receiveInTable(tableOf(inviteOf(3)), said("guest1@example.test"));
    const parts = readTable(table, ["guest1@example.test"]);
    const { changed } = changeParts(parts, (invite) => forgetAnswer(invite, "guest1@example.test"));
    const whole = forgetAnswer(joinParts(readTable(table)), "guest1@example.test").invite;
    expect(changed.guests).toEqual(
      partsOf(whole).guests.filter(({ address }) => address === "guest1@example.test"),
    );
  });

  it("shows how that guest stands with the row of that guest alone", () => {
    const { table } = receiveInTable(tableOf(inviteOf(3)), said("guest1@example.test"));
    let shown: unknown;
    changeParts(readTable(table, ["guest1@example.test"]), (invite) => {
      shown = statusOf(invite).recipients;
      return { invite };
    });
    expect(shown).toEqual([{ email: "guest1@example.test", name: "Guest 1", status: "accepted" }]);
  });
});

describe("the parts that a message needs", () => {
  it("are those of its author, of everybody whom it lists, and of those whom a report names", () => {
    const counter = said("guest1@example.test", {
      method: "COUNTER",
      lines: ["ATTENDEE:mailto:New@example.test"],
    });
    const mail = opened([parseMessage(counter)], { author: "alias@example.test" });
    expect(neededParts(mail)).toEqual({
      uids: [uid],
      addresses: ["alias@example.test", "guest1@example.test", "new@example.test"],
    });
    expect(neededParts(mail, { author: "guest1@example.test" }).addresses).toContain("guest1@example.test");
    const bounces = [{ email: "Guest2@example.test", status: "5.1.1" }];
    expect(neededParts(opened([], { uids: [uid], bounces }))).toEqual({
      uids: [uid],
      addresses: ["guest2@example.test"],
    });
  });

  it("are that of the one who pressed a link", () => {
    const link = { uid, email: "Jane@example.test", status: "accepted" as const, sequence: 0 };
    expect(neededParts(link)).toEqual({ uids: [uid], addresses: ["jane@example.test"] });
  });

  it("are all where the current message is asked for; some are refused where the list is shown", () => {
    const refresh = answerText({
      method: "REFRESH",
      uid,
      email: "guest1@example.test",
      dtstamp: "20260503T080000Z",
    });
    expect(neededParts(refresh).everyone).toBe(true);
    const take = (guestList: "shown" | "hidden") => {
      const parts = readTable(tableOf(inviteOf(3, { guestList })), ["guest1@example.test"]);
      return changeParts(parts, (invite) => receive(invite, refresh, { now }));
    };
    expect(refused(() => take("shown"))).toEqual(["invalid-argument", "parts.guests incomplete"]);
    expect(take("hidden").messages.map(({ to }) => to.email)).toEqual(["guest1@example.test"]);
    const whole = receiveInTable(tableOf(inviteOf(3)), refresh, { now });
    expect(whole.outcome.kind).toBe("applied");
  });

  it("are all for what concerns everybody", () => {
    const { head, guests, strangers } = partsOf(inviteOf(3));
    const some = { head, guests: guests.slice(1), strangers };
    const incomplete = ["invalid-argument", "parts.guests incomplete"];
    expect(refused(() => joinParts(some))).toEqual(incomplete);
    expect(refused(() => joinParts({ head, guests }))).toEqual(incomplete);
    expect(
      refused(() => changeParts(some, (invite) => updateInvite(invite, { guestList: "hidden" }))),
    ).toEqual(incomplete);
    expect(refused(() => changeParts(some, (invite) => ({ invite: parseInvite(invite) })))).toEqual(
      incomplete,
    );
  });
});

describe("the organizer's steps on parts", () => {
  const step = (parts: InviteParts, changes: Parameters<typeof updateInvite>[1]) =>
    changeParts(parts, (invite) => updateInvite(invite, changes, { now }));

  it("write the head and the guests who are new", () => {
    const { changed } = step(stored(inviteOf(100)), { addRecipients: [{ email: "kim@example.test" }] });
    expect(changed.head?.people).toBe(101);
    expect(changed.guests.map(({ address }) => address)).toEqual(["kim@example.test"]);
  });

  it("write the guest who goes, and leave the places of the others as they are", () => {
    const { changed } = step(stored(inviteOf(100)), { removeRecipients: ["guest0@example.test"] });
    expect(changed.guests).toMatchObject([{ address: "guest0@example.test" }]);
    expect(changed.guests[0]?.listed).toBeUndefined();
  });

  it("write the head alone where the event is changed", () => {
    const { changed, messages } = step(stored(inviteOf(100)), { event: { summary: "Daily" } });
    expect(changed.head?.plan.event.summary).toBe("Daily");
    expect(changed.guests).toEqual([]);
    expect(messages).toHaveLength(100);
  });

  it("write nothing where nothing changes", () => {
    expect(step(stored(inviteOf(3)), { event: { summary: "Standup" } }).changed).toEqual({ guests: [] });
  });
});

describe("damaged parts", () => {
  const parts = () => stored(receive(inviteOf(2), said("guest0@example.test")).invite);
  const guest = (change: object): InviteParts => {
    const { head, guests, strangers } = parts();
    const [first, second] = guests;
    if (first === undefined || second === undefined || strangers === undefined)
      throw new Error("there are two");
    return { head, guests: [second, Object.assign(first, change)], strangers };
  };

  it.each<[string, InviteParts, string[]]>([
    ["a row of another invite", guest({ uid: "other@example.com" }), ["guests[1].uid mismatch"]],
    ["a row that is no guest's", guest({ part: "strangers" }), ["guests[1].part invalid-choice"]],
    ["an unknown member", guest({ extra: 1 }), ["guests[1].extra unknown"]],
    [
      "an address that is not folded",
      guest({ address: "Guest0@example.test" }),
      ["guests[1].address not-folded", "guests[1].answers[0].address mismatch"],
    ],
    [
      "a place twice",
      guest({ listed: { place: 1, recipient: { email: "guest0@example.test" } } }),
      ["guests[1].listed.place duplicate"],
    ],
    [
      "what is not a place",
      guest({ listed: { place: -1, recipient: {} } }),
      ["guests[1].listed.place out-of-range", "guests[1].listed.recipient.email required"],
    ],
    [
      "an occurrence that nobody was left out of",
      guest({ leftOut: [{ occurrence: "2026-05-14T10:30:00[Europe/London]", place: 0 }] }),
      ["guests[1].leftOut mismatch"],
    ],
    [
      "what is not an occurrence",
      guest({ leftOut: [{ occurrence: "soon", place: 0 }] }),
      ["guests[1].leftOut[0].occurrence invalid-time"],
    ],
    ["answers that are no list", guest({ answers: {} }), ["guests[1].answers invalid-type"]],
    [
      "a head that is a guest",
      { ...parts(), head: Object.assign(parts().head, { part: "guest" }) },
      ["head.part invalid-choice"],
    ],
    [
      "a head without its event",
      { ...parts(), head: Object.assign(parts().head, { plan: {} }) },
      ["head.plan.state invalid-choice"],
    ],
    [
      "a count of guests below nothing",
      { ...parts(), head: Object.assign(parts().head, { people: -1 }) },
      ["head.people out-of-range"],
    ],
    [
      "a row twice",
      { ...parts(), guests: [...parts().guests, ...parts().guests] },
      ["guests[2].address duplicate", "guests[2].listed.place duplicate", "guests[3].listed.place duplicate"],
    ],
  ])("are refused with the path of what is wrong: %s", (_, damaged, problems) => {
    const found = refused(() => changeParts(damaged, (invite) => ({ invite })));
    expect(found).toEqual(expect.arrayContaining(["invalid-state", ...problems]));
  });

  it("are refused by every function that takes them", () => {
    const [one] = guest({ uid: 3 }).guests.slice(1);
    const sound = stored(inviteOf(1)).guests[0];
    if (one === undefined || sound === undefined) throw new Error("there is one");
    expect(refused(() => joinParts(guest({ uid: 3 })))).toEqual(["invalid-state", "guests[1].uid mismatch"]);
    expect(refused(() => mergePart(sound, one))).toEqual(["invalid-state", "b.uid mismatch"]);
  });

  it("of a newer version are told apart from damage", () => {
    expect(refused(() => joinParts(guest({ version: 99 })))).toEqual([
      "newer-state",
      "guests[1].version newer",
    ]);
  });

  it("are no invite: neither a head nor a guest can be taken for one", () => {
    const { head, guests } = parts();
    expect(refused(() => parseInvite(head))).toContain("part unknown");
    expect(refused(() => parseInvite(guests[0]))).toContain("part unknown");
  });

  it("that are no parts at all are an argument", () => {
    const wrong: unknown[] = [undefined, [], { head: {} }];
    for (const parts of wrong) {
      // @ts-expect-error: what a program without types may hand in
      expect(refused(() => joinParts(parts))[0]).toBe("invalid-argument");
    }
  });
});

describe("a step that gives another invite", () => {
  it("is refused", () => {
    const other = createInvite({ ...inputOf("other"), uid: "other@example.com" }, { now }).invite;
    expect(refused(() => changeParts(stored(inviteOf(2)), () => ({ invite: other })))).toEqual([
      "invalid-argument",
      "step other-invite",
    ]);
  });

  it.each([
    ["a promise", async (invite: Invite) => ({ invite })],
    ["nothing", () => undefined],
    ["an object", () => ({})],
    ["text", "receive"],
  ])("is refused where it gives none, as %s does", (_, step) => {
    const change: (parts: InviteParts, step: unknown) => unknown = changeParts as never;
    expect(refused(() => change(stored(inviteOf(2)), step))).toEqual([
      "invalid-argument",
      "step invalid-type",
    ]);
  });
});

function inputOf(id: string) {
  return {
    id,
    organizer: { email: "planner@example.com" },
    recipients: [{ email: "jane@example.test" }],
    event: { summary: "Else", start: "2026-05-07T10:30Z", end: "2026-05-07T11:00Z" },
  };
}

describe("two states of one row", () => {
  const row = (incoming: string): GuestPart => {
    const [guest] = stored(receive(inviteOf(1), incoming).invite).guests;
    if (guest === undefined) throw new Error("there is one");
    return guest;
  };
  const [accepted, proposed] = [
    row(said("guest0@example.test")),
    row(said("guest0@example.test", { method: "COUNTER", dtstamp: "20260503T090000Z", comment: "Later?" })),
  ];

  it("are joined, whichever comes first", () => {
    const joined = mergePart(accepted, proposed);
    expect(Object.keys(joined.answers[0] ?? {})).toEqual(["address", "occurrence", "reply", "counter"]);
    expect(mergePart(proposed, accepted)).toEqual(joined);
    expect(mergePart(joined, accepted)).toEqual(joined);
  });

  it("are not joined when they are two people's", () => {
    const { guests } = stored(inviteOf(2));
    const [one, other] = guests;
    if (one === undefined || other === undefined) throw new Error("there are two");
    expect(refused(() => mergePart(one, other))).toEqual(["invalid-argument", "b other-part"]);
  });
});
