import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import {
  carriesReplyToken,
  mailProof,
  replyKeyOf,
  replyToken,
  takesReplyToken,
  withReplyToken,
} from "../../src/event/reply-address.ts";

const secret = "a secret of 16 octets";
const uid = "1@example.test";
const key = createHmac("sha256", secret).update(`itip reply key\n${uid}`).digest("hex");
/** Of the address in its folded form, under the key of the invite. */
const expected = (recipient: string) =>
  createHmac("sha256", key).update(`reply\n${recipient}`).digest("hex").slice(0, 24);

it("the key of an invite is an HMAC over its UID, and another for another UID or secret", () => {
  expect(replyKeyOf(secret, uid)).toBe(key);
  expect(replyKeyOf(secret, "2@example.test")).not.toBe(key);
  expect(replyKeyOf("Grüße aus dem Süden", uid)).not.toBe(key);
});

it("a token is the first 96 bits of an HMAC over the address", () => {
  expect(replyToken(key, "jane@example.test")).toBe(expected("jane@example.test"));
  expect(replyToken(key, "Jane@Example.TEST")).toBe(expected("jane@example.test"));
});

it("a delivery report is known by 128 bits of another HMAC, so that a thread's ids give no token away", () => {
  const mac = createHmac("sha256", key).update("mail\njane@example.test").digest().subarray(0, 16);
  expect(mailProof(key, "Jane@example.test")).toBe(mac.toString("base64url"));
});

it("a token is the last subaddress of the organizer", () => {
  const organizer = { email: "Org@example.test", name: "Org" };
  expect(withReplyToken(organizer, key, "jane@example.test")).toEqual({
    email: `Org+${expected("jane@example.test")}@example.test`,
    name: "Org",
  });
});

it("a token fits where the local part stays within 64 octets and is not quoted", () => {
  // 39 + "+" + 24 are 64.
  expect(takesReplyToken(`${"x".repeat(39)}@example.test`)).toBe(true);
  expect(takesReplyToken(`${"x".repeat(40)}@example.test`)).toBe(false);
  expect(takesReplyToken('"a b"@example.test')).toBe(false);
});

it("a token is found in any of the addresses that a reply was sent to, for its recipient alone", () => {
  const token = expected("jane@example.test");
  const carries = (...addresses: string[]) => carriesReplyToken(addresses, key, "jane@example.test");
  expect(carries(`org+${token}@example.test`)).toBe(true);
  expect(carries("joe@example.test", `ORG+${token.toUpperCase()}@EXAMPLE.test`)).toBe(true);
  expect(carries(`org+sales+${token}@example.test`)).toBe(true);
  expect(carries()).toBe(false);
  expect(carries("org@example.test")).toBe(false);
  expect(carries(`org${token}@example.test`)).toBe(false);
  expect(carries(`org+${token}x@example.test`)).toBe(false);
  expect(carries(`org@example.test+${token}`)).toBe(false);
  expect(carriesReplyToken([`org+${token}@example.test`], key, "joe@example.test")).toBe(false);
  expect(carriesReplyToken([`org+${token}@example.test`], replyKeyOf(secret, "2"), "jane@example.test")).toBe(
    false,
  );
});
