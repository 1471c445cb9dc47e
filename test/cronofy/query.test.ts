import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applySmartInviteRequest,
  readSmartInviteQuery,
  readSmartInviteRequest,
  smartInviteKey,
} from "../../src/cronofy/index.ts";
import { ItipError } from "../../src/index.ts";
import { anyLetter } from "../support/arbitrary/letters.ts";
import { refused } from "../support/refusal.ts";
import { runs } from "../support/runs.ts";

const address = "https://api.example.com/v1/smart_invites";

describe("the query of a GET", () => {
  it("names an invite by id and address, or by id alone", () => {
    const query = "?recipient_email=Jane%40example.test&smart_invite_id=viewing+7&include_ics=true";
    const expected = {
      key: "viewing%207/jane@example.test",
      recipient: "Jane@example.test",
      includeIcs: true,
    };
    expect(readSmartInviteQuery(`${address}${query}`)).toEqual(expected);
    expect(readSmartInviteQuery(new URL(`${address}${query}`))).toEqual(expected);
    expect(
      readSmartInviteQuery(`/v1/smart_invites${query}`, { organizer: { email: "a@example.com" } }),
    ).toEqual(expected);
    for (const blank of ["", "&recipient_email=", "&recipient_email=&include_ics="]) {
      expect(readSmartInviteQuery(`${address}?smart_invite_id=7${blank}`)).toEqual({
        key: "7",
        includeIcs: false,
      });
    }
  });

  it.each([
    ["true", true],
    ["TRUE", true],
    ["1", true],
    ["false", false],
    ["0", false],
  ])("takes include_ics=%s", (word, includeIcs) => {
    expect(readSmartInviteQuery(`${address}?smart_invite_id=7&include_ics=${word}`).includeIcs).toBe(
      includeIcs,
    );
  });

  it("is refused with everything that is wrong", () => {
    expect(refused(() => readSmartInviteQuery(`${address}?recipient_email=jane&include_ics=yes`))).toEqual([
      "invalid-event",
      "smart_invite_id required",
      "recipient_email invalid-address",
      "include_ics must-be-boolean",
    ]);
    expect(refused(() => readSmartInviteQuery("http://["))).toEqual(["invalid-argument", "url invalid-url"]);
    // @ts-expect-error an application in JavaScript may pass anything
    expect(refused(() => readSmartInviteQuery(7))).toEqual(["invalid-argument", "url invalid-url"]);
    expect(refused(() => readSmartInviteQuery(address, { organizer: { email: "x" } }))).toEqual([
      "invalid-argument",
      "options.organizer.email invalid-address",
    ]);
  });

  it("finds whatever a request has stored", () => {
    const id = fc
      .string({ unit: anyLetter, minLength: 1, maxLength: 20 })
      .filter((text) => text.trim() !== "");
    const email = fc.emailAddress({ size: "small" });
    fc.assert(
      fc.property(id, fc.option(email, { nil: undefined }), (smart_invite_id, address_) => {
        const recipients = address_ === undefined ? { recipients: [{ email: "a@example.test" }] } : {};
        const recipient = address_ === undefined ? {} : { recipient: { email: address_ } };
        try {
          const { key } = readSmartInviteRequest({
            method: "cancel",
            smart_invite_id,
            ...recipients,
            ...recipient,
          });
          const query = new URLSearchParams({
            smart_invite_id,
            ...(address_ && { recipient_email: address_ }),
          });
          expect(readSmartInviteQuery(`${address}?${query}`).key).toBe(key);
        } catch (error) {
          expect(error).toBeInstanceOf(ItipError);
        }
      }),
      { numRuns: runs(500) },
    );
  });
});

describe("keys", () => {
  it("are one to one: no id names another's pair", () => {
    const part = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc
        .array(fc.constantFrom("a", "/", "%", "@", "%2F", "%40", "a@b.test", " ", "é"), { maxLength: 6 })
        .map((all) => all.join("")),
    );
    const named = fc.tuple(part, fc.option(part, { nil: undefined }), fc.option(part, { nil: undefined }));
    // Blanks around a name do not count, nor does the case of an address.
    const folded = ([id, ...emails]: [string, string | undefined, string | undefined]) =>
      JSON.stringify([
        id.trim(),
        ...emails.map((email) => (email === undefined ? null : smartInviteKey("", email))),
      ]);
    fc.assert(
      fc.property(named, named, (a, b) => {
        expect(smartInviteKey(...a) === smartInviteKey(...b)).toBe(folded(a) === folded(b));
      }),
      { numRuns: runs(5_000) },
    );
    expect(smartInviteKey("a/jane@example.test")).not.toBe(smartInviteKey("a", "jane@example.test"));
  });

  it("begin with the account that asks, whatever organizer a body names", () => {
    const harbour = { organizer: { email: "Harbour@example.com" }, perOrganizer: true };
    const pier = { organizer: { email: "pier@example.com" }, perOrganizer: true };
    const recipient = { email: "jane@example.test" };
    const body = {
      smart_invite_id: "1",
      organizer: { email: "harbour@example.com" },
      recipient,
      event: { summary: "Viewing", start: "2027-06-10T09:30:00Z", end: "2027-06-10T10:00:00Z" },
    };
    const query = `${address}?smart_invite_id=1&recipient_email=jane@example.test`;
    const stored = readSmartInviteRequest(body, harbour);
    expect(stored.key).toBe("harbour@example.com//1/jane@example.test");
    expect(stored.key).toBe(smartInviteKey("1", recipient.email, "harbour@example.com"));
    expect(readSmartInviteQuery(query, harbour).key).toBe(stored.key);
    expect(readSmartInviteRequest({ method: "cancel", smart_invite_id: "1", recipient }, harbour).key).toBe(
      stored.key,
    );
    expect(readSmartInviteRequest({ method: "remove", smart_invite_id: "1", recipient }, harbour).key).toBe(
      "harbour@example.com//1",
    );
    expect(readSmartInviteRequest(body, pier).key).toBe("pier@example.com//1/jane@example.test");
    expect(readSmartInviteQuery(query, pier).key).toBe("pier@example.com//1/jane@example.test");
    const { invite } = applySmartInviteRequest(undefined, stored);
    expect(applySmartInviteRequest(invite, stored).messages).toEqual([]);
    expect(() =>
      applySmartInviteRequest(invite, readSmartInviteRequest({ ...body, smart_invite_id: "2" }, harbour)),
    ).toThrow(ItipError);
  });

  it("need an account to begin with one", () => {
    expect(refused(() => readSmartInviteRequest({}, { perOrganizer: true }))).toEqual([
      "invalid-argument",
      "options.organizer required",
    ]);
    // @ts-expect-error an application in JavaScript may pass anything
    expect(refused(() => readSmartInviteQuery(address, { perOrganizer: "yes" }))).toEqual([
      "invalid-argument",
      "options.perOrganizer invalid-type",
    ]);
  });
});
