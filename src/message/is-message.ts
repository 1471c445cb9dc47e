import { kindOf, wrongArgument } from "../errors.ts";
import { parseEmailAddress } from "../event/address/address.ts";
import type { Component } from "../icalendar/component.ts";
import { isRecord } from "../input.ts";
import type { ItipMessage } from "./message.ts";

const deepest = 100;

/** Whether a value is a message as `parseMessage` gives it: it may have been stored as JSON and come back damaged. */
export function isMessage(value: unknown): value is ItipMessage {
  if (!isRecord(value)) return false;
  const { uid, kind, sender, alias, sentAt, method, timeZone, calendar, components } = value;
  return (
    isText(uid) &&
    isText(kind) &&
    isOptionalText(method) &&
    isOptionalText(sentAt) &&
    isOptionalText(timeZone) &&
    isOptionalText(alias) &&
    (sender === undefined || parseEmailAddress(sender) !== undefined) &&
    isComponent(calendar) &&
    isListOf(components, (component) => isComponent(component, 1))
  );
}

/**
 * The message that a caller hands in.
 *
 * @throws {ItipError} `invalid-argument` for what `parseMessage` has not read
 */
export function givenMessage(message: unknown): ItipMessage {
  if (isMessage(message)) return message;
  throw wrongArgument("message", `must be a message that parseMessage has read, got ${kindOf(message)}`);
}

/** Whether a value is a component with all that is below it. */
export function isComponent(value: unknown, depth = 0): value is Component {
  if (depth > deepest || !isRecord(value)) return false;
  const { name, lines, components } = value;
  if (!isText(name) || !isList(lines) || !isList(components)) return false;
  for (const line of lines) if (!isLine(line)) return false;
  for (const child of components) if (!isComponent(child, depth + 1)) return false;
  return true;
}

function isLine(value: unknown): boolean {
  return isRecord(value) && isText(value.name) && isText(value.text);
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

export function isOptionalText(value: unknown): boolean {
  return value === undefined || isText(value);
}

/** Whether all members of a list are what they should be; a hole in it is a member, which `every` passes over. */
export function isListOf(value: unknown, isMember: (member: unknown) => boolean): boolean {
  if (!isList(value)) return false;
  for (const member of value) if (!isMember(member)) return false;
  return true;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
