import { isDate } from "../../builtin.ts";
import { at, atIndex, defined, fault, isRecord, type Reading, refuseUnknown, required } from "../../input.ts";
import type { Limits } from "../../limits.ts";
import { addressText } from "../address-text.ts";
import { formatDate } from "../date.ts";
import { readAuthor } from "../header/author.ts";
import type { HeaderField } from "../header/header-block.ts";
import { givenText, oneLine, readHeaderRecord } from "./header-record.ts";

/** The header of a mail, of the fields that are given and of the members that stand for some of them. */
export function statedHeader(
  given: Record<string, unknown>,
  reading: Reading,
  limits: Limits,
): HeaderField[] {
  const fields =
    given.headers === undefined ? [] : readHeaderRecord(given.headers, at(reading, "headers"), limits);
  const stated = [
    ...fieldOf("to", addressList(given.to, at(reading, "to"))),
    ...fieldOf("date", dateIn(given.date, at(reading, "date"))),
    ...fieldOf("subject", givenText(given.subject, at(reading, "subject"))),
    ...fieldOf("message-id", idsIn(given.messageId, at(reading, "messageId"))),
    ...fieldOf("in-reply-to", idsIn(given.inReplyTo, at(reading, "inReplyTo"))),
    ...fieldOf("references", idsIn(given.references, at(reading, "references"))),
  ].map(({ name, value }) => ({ name, value: oneLine(value, limits) }));
  const names = new Set(stated.map(({ name }) => name));
  const others = fields.filter(({ name }) => !names.has(name));
  return [...withAuthor(others, authorIn(given.from, at(reading, "from")), limits), ...stated];
}

function fieldOf(name: string, value: string | undefined): HeaderField[] {
  return value === undefined || value === "" ? [] : [{ name, value }];
}

/** A From that is stated apart stands for that of the header, unless the two name different people: then the mail has two. */
export function withAuthor(
  fields: readonly HeaderField[],
  from: string | undefined,
  limits: Limits,
): HeaderField[] {
  if (from === undefined || from === "") return [...fields];
  const stated = { name: "from", value: oneLine(from, limits) };
  const others = fields.filter(({ name }) => name === "from");
  const same = others.length === 1 && authorEmail(others[0]?.value) === authorEmail(from);
  return [...fields.filter((field) => !same || field.name !== "from"), stated];
}

function authorEmail(from: string | undefined): string | undefined {
  return readAuthor(from ?? "")?.email;
}

function dateIn(value: unknown, reading: Reading): string | undefined {
  const iso = typeof value === "string" && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value);
  const date = isDate(value) ? value : iso ? new Date(value) : undefined;
  if (date === undefined) return givenText(value, reading);
  if (!Number.isNaN(date.getTime())) return formatDate(date);
  return iso ? value : fault(reading, "invalid-time", "must be a valid date, got an invalid one");
}

/** Addresses as a header lists them, from one or a list of them. */
function addressList(value: unknown, reading: Reading): string | undefined {
  if (value === undefined || value === null) return undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const addresses = list.slice(0, 10_000).flatMap((one, index) => {
    return authorIn(one, Array.isArray(value) ? atIndex(reading, index) : reading) ?? [];
  });
  return addresses.join(", ");
}

/** A mailbox as a From or To field has it (RFC 5322 section 3.4). */
function authorIn(value: unknown, reading: Reading): string | undefined {
  if (!isRecord(value)) return givenText(value, reading);
  const email = givenText(value.email, at(reading, "email"));
  const name = givenText(value.name, at(reading, "name"));
  refuseUnknown(value, ["email", "name"], reading);
  if (value.email === undefined) required(at(reading, "email"));
  return email === undefined ? undefined : addressText({ email, ...defined({ name }) });
}

/** Message-IDs with their angle brackets, which some services leave out. */
function idsIn(value: unknown, reading: Reading): string | undefined {
  if (!Array.isArray(value)) {
    const text = givenText(value, reading)?.trim();
    return text === undefined || text === "" || text.includes("<") ? text : bracketed(text);
  }
  const ids = value.slice(0, 1_000).map((id: unknown, index) => {
    return idsIn(typeof id === "string" ? id : 0, atIndex(reading, index)) ?? "";
  });
  return ids.join(" ");
}

function bracketed(text: string): string {
  return text
    .split(/\s+/)
    .map((id) => `<${id}>`)
    .join(" ");
}
