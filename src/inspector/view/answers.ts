import { type ItipMessage, readReplies } from "../../index.ts";
import type { Component } from "../inspect/property.ts";
import { element } from "./element.ts";
import { eventView } from "./event.ts";
import { replyView } from "./reply.ts";

/** What a method asks for (RFC 5546 section 1.4), in words. */
const purposes = {
  PUBLISH: "publishes a calendar and asks for no answer",
  REQUEST: "invites, or changes an invitation",
  REPLY: "answers an invitation",
  ADD: "adds occurrences",
  CANCEL: "cancels",
  REFRESH: "asks for the latest invitation",
  COUNTER: "proposes a change",
  DECLINECOUNTER: "declines a proposed change",
} as const satisfies Record<NonNullable<ItipMessage["method"]>, string>;

/** At most so many components of one message are shown. */
const mostComponents = 50;

/** What a message is, and all that it says: who answered what, or what is to happen and who is to come. */
export function answersView(message: ItipMessage, others: readonly ItipMessage[], zone: string): HTMLElement {
  const { method, components, sender } = message;
  const purpose = method === undefined ? "is a calendar and no message" : purposes[method];
  const author = sender === undefined ? "" : ` Written by ${sender}.`;
  const left = components.length - mostComponents;
  return element(
    "div",
    {},
    element("p", { class: "what" }, element("b", {}, method ?? "No METHOD"), ` ${purpose}.${author}`),
    ...components
      .slice(0, mostComponents)
      .flatMap((component) => componentViews(message, component, others, zone)),
    left > 0 ? element("p", { class: "note" }, `${left} further components are not shown.`) : undefined,
  );
}

/** The answers in a component; where it has none, what it says of the event. */
function componentViews(
  message: ItipMessage,
  component: Component,
  others: readonly ItipMessage[],
  zone: string,
): HTMLElement[] {
  const replies = readReplies({ ...message, components: [component] });
  return replies.length === 0
    ? [eventView(message, component, zone)]
    : replies.map((reply) => replyView(reply, { message, component, others, zone }));
}
