import { firstLine } from "../icalendar/component.ts";
import { textValue } from "../icalendar/property.ts";
import type { ItipMessage } from "../message/message.ts";

/**
 * A message about one event is all there should be (RFC 5546 section 3.2); one that mixes several UIDs is read as one message for each, so
 * that no event is lost.
 */
export function byUid(message: ItipMessage): ItipMessage[] {
  const components = new Map<string, ItipMessage["components"][number][]>([[message.uid, []]]);
  for (const one of message.components) {
    const uid = textValue(firstLine(one, "UID"))?.trim() ?? message.uid;
    const others = components.get(uid);
    if (others === undefined) components.set(uid, [one]);
    else others.push(one);
  }
  if (components.size === 1) return [message];
  return [...components].map(([uid, own]) => ({ ...message, uid, components: own }));
}
