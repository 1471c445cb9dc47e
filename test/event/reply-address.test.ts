import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import {
  carriesReplyToken,
  replyToken,
  takesReplyToken,
  withReplyToken,
} from "../../src/event/reply-address.ts";

const secret = "s3cret";
const uid = "1@example.test";
/** Of UID and address, in the address's folded form. */
const expected = (recipient: string) =>
  createHmac("sha256", secret).update(`${uid}\n${recipient}`).digest("hex").slice(0, 24);

it("a token is the first 96 bits of an HMAC over UID and address", () => {
  expect(replyToken(secret, uid, "jane@example.test")).toBe(expected("jane@example.test"));
  expect(replyToken(secret, uid, "Jane@Example.TEST")).toBe(expected("jane@example.test"));
  expect(replyToken("Grüße", uid, "jane@example.test")).not.toBe(expected("jane@example.test"));
});

it("it is the last subaddress of the organizer", () => {
  const organizer = { email: "Org@example.test", name: "Org" };
  expect(withReplyToken(organizer, secret, uid, "jane@example.test")).toEqual({
    email: `Org+${expected("jane@example.test")}@example.test`,
    name: "Org",
  });
});

it("fits where the local part stays within 64 octets and is not quoted", () => {
  // 39 + "+" + 24 are 64.
  expect(takesReplyToken(`${"x".repeat(39)}@example.test`)).toBe(true);
  expect(takesReplyToken(`${"x".repeat(40)}@example.test`)).toBe(false);
  expect(takesReplyToken('"a b"@example.test')).toBe(false);
});

it("is found in any of the addresses that a reply was sent to, for its recipient alone", () => {
  const token = expected("jane@example.test");
  const carries = (...addresses: string[]) => carriesReplyToken(addresses, secret, uid, "jane@example.test");
  expect(carries(`org+${token}@example.test`)).toBe(true);
  expect(carries("joe@example.test", `ORG+${token.toUpperCase()}@EXAMPLE.test`)).toBe(true);
  expect(carries(`org+sales+${token}@example.test`)).toBe(true);
  expect(carries()).toBe(false);
  expect(carries("org@example.test")).toBe(false);
  expect(carries(`org${token}@example.test`)).toBe(false);
  expect(carries(`org+${token}x@example.test`)).toBe(false);
  expect(carries(`org@example.test+${token}`)).toBe(false);
  expect(carriesReplyToken([`org+${token}@example.test`], secret, uid, "joe@example.test")).toBe(false);
  expect(carriesReplyToken([`org+${token}@example.test`], secret, "2", "jane@example.test")).toBe(false);
});
