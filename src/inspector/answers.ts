import { type ItipMessage, type Reply, readReplies } from "../index.ts";
import { element } from "./element.ts";
import { spanOf } from "./moment.ts";
import { originalTime, proposedTime } from "./original-time.ts";
import { type Bar, spanInWords, timeLine } from "./time-line.ts";

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

/** What a message is, and who answered what in it. */
export function answersView(message: ItipMessage, others: readonly ItipMessage[], zone: string): HTMLElement {
  const { method, components } = message;
  const [component] = components;
  const span = spanOf(component, "DTSTART", "DTEND");
  const purpose = method === undefined ? "is a calendar and no message" : purposes[method];
  const replies = readReplies(message);
  return element(
    "div",
    {},
    element("p", { class: "what" }, element("b", {}, method ?? "No METHOD"), ` ${purpose}.`),
    facts([
      ["What", textValue(message, "SUMMARY")],
      ["When", span === undefined || method === "COUNTER" ? undefined : spanInWords(span, zone)],
      ["Where", textValue(message, "LOCATION")],
      ["Written by", message.sender],
    ]),
    ...replies.map((reply) => replyView(message, reply, others, zone)),
  );
}

function replyView(
  message: ItipMessage,
  reply: Reply,
  others: readonly ItipMessage[],
  zone: string,
): HTMLElement {
  const { email, name, status, comment, proposal, instance } = reply;
  const onwards = reply.thisAndFuture === true ? " and all later ones" : "";
  const proposed = proposedTime(reply);
  const original = proposal === undefined ? undefined : originalTime(message, reply, others);
  const bars: Bar[] = [
    ...(original === undefined ? [] : [{ label: "Original", kind: "original" as const, span: original }]),
    ...(proposed === undefined ? [] : [{ label: "Proposed", kind: "proposed" as const, span: proposed }]),
  ];
  return element(
    "article",
    { class: "answer" },
    element("h3", {}, name === undefined ? email : `${name} <${email}>`),
    element("p", {}, element("span", { class: `status ${status}` }, status)),
    comment === undefined ? undefined : element("blockquote", {}, comment),
    facts([
      [
        "For the occurrence",
        instance === undefined ? undefined : `${instance.time} ${instance.tzid}${onwards}`,
      ],
      ["Said", reply.dtstamp ?? reply.sentAt],
      ["Written by", reply.sentBy],
      ["Delegated to", reply.delegatedTo?.join(", ")],
      ["Delegated from", reply.delegatedFrom?.join(", ")],
    ]),
    bars.length === 0 ? undefined : timeLine(bars, zone),
    proposed !== undefined && original === undefined
      ? element(
          "p",
          { class: "note" },
          "The message does not say the original time. Open the invitation too, to see both.",
        )
      : undefined,
  );
}

function facts(rows: readonly (readonly [string, string | undefined])[]): HTMLElement | undefined {
  const there = rows.flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [element("dt", {}, name), element("dd", {}, value)],
  );
  return there.length === 0 ? undefined : element("dl", {}, ...there);
}

function textValue(message: ItipMessage, name: string): string | undefined {
  const text = message.components[0]?.lines.find((line) => line.name === name)?.text ?? "";
  const value = /^[^:"]*(?:"[^"]*"[^:"]*)*:(.*)$/s.exec(text.slice(0, 2_000))?.[1];
  return value?.replace(/\\n/gi, " ").replace(/\\(.)/g, "$1");
}
