import { DateTime } from "../../adapters/luxon.ts";
import type { ItipMessage, Reply } from "../../index.ts";
import { originalTime } from "../inspect/original-time.ts";
import { type Component, nameAndAddress, textOf } from "../inspect/property.ts";
import { statedSpan } from "../inspect/stated-span.ts";
import { statedTime } from "../inspect/stated-time.ts";
import { element, facts } from "./element.ts";
import { excerptOf } from "./excerpt.ts";
import { momentInWords, spanInWords } from "./span-in-words.ts";
import { type Bar, timeline } from "./timeline.ts";

/** Where an answer stands, and how it is to be shown. */
interface ReplyContext {
  readonly message: ItipMessage;
  readonly component: Component;
  /** Messages that were looked into as well. */
  readonly others: readonly ItipMessage[];
  readonly zone: string;
}

/** What one person answered, with the proposed time beside the original. */
export function replyView(reply: Reply, context: ReplyContext): HTMLElement {
  const { message, component, zone } = context;
  const { status, comment } = reply;
  const span = statedSpan(component, message.calendar);
  const counter = message.method === "COUNTER";
  const bars = counter ? barsOf(context) : [];
  const unknownOriginal = bars.length > 0 && bars.every(({ kind }) => kind === "proposed");
  return element(
    "article",
    { class: "answer" },
    element("h3", {}, nameAndAddress(reply)),
    element("p", {}, element("span", { class: `status ${status}` }, status)),
    comment === undefined ? undefined : element("blockquote", {}, comment),
    facts([
      ["What", excerptOf(textOf(component, "SUMMARY"))],
      ["When", counter || span === undefined ? undefined : spanInWords(span, zone)],
      ["Where", excerptOf(textOf(component, "LOCATION"))],
      ["Brings along", reply.extraGuests === undefined ? undefined : String(reply.extraGuests)],
      ["Occurrence", occurrence(reply, context)],
      ["Said", said(reply, context)],
      ["Written by", reply.sentBy],
      ["Delegated to", reply.delegatedTo?.join(", ")],
      ["Delegated from", reply.delegatedFrom?.join(", ")],
    ]),
    bars.length === 0 ? undefined : timeline(bars, zone),
    unknownOriginal
      ? element(
          "p",
          { class: "note" },
          "The message does not say the original time. Open the invitation too, to see both.",
        )
      : undefined,
  );
}

function barsOf({ message, component, others }: ReplyContext): Bar[] {
  const proposed = statedSpan(component, message.calendar);
  if (proposed === undefined) return [];
  const original = originalTime(message, component, others);
  return [
    ...(original === undefined ? [] : [{ label: "Original", kind: "original" as const, span: original }]),
    { label: "Proposed", kind: "proposed", span: proposed },
  ];
}

function occurrence(reply: Reply, { message, component, zone }: ReplyContext): string | undefined {
  const instance = statedTime(component, "RECURRENCE-ID", message.calendar);
  if (instance === undefined) return undefined;
  return `${momentInWords(instance, zone)}${reply.thisAndFuture === true ? " and all later ones" : ""}`;
}

/** When the answer was given, by its DTSTAMP or else by the Date of the email: both are in UTC. */
function said({ dtstamp, sentAt }: Reply, { zone }: ReplyContext): string | undefined {
  const at = DateTime.fromISO(dtstamp ?? sentAt ?? "", { zone: "utc" });
  return at.isValid ? momentInWords({ kind: "instant", at }, zone) : undefined;
}
