import { type Field, mailboxField, textField } from "../email/compose/field.ts";
import { formatDate } from "../email/date.ts";
import { encodeWords, isPlain, singleLine } from "../email/encoded-word.ts";
import { describePoints } from "../time/describe.ts";
import { answeredAs, type Facts, placesOf } from "./answer-facts.ts";
import { carry, charsetFor } from "./carry.ts";
import type { FieldShape, PartShape } from "./dialects/mail-shape.ts";
import { escapeHtml } from "./escape-html.ts";
import { fillPlaces, type Places } from "./fill-places.ts";
import { wordByWord } from "./word-by-word.ts";

/** A part of the email: its header lines, and its body. */
interface WrittenPart {
  readonly head: readonly string[];
  readonly body: string;
}

/** The contents that parts may hold. */
type Contents = Readonly<Record<"text" | "calendar", string>>;

/** The whole email around a calendar text: CRLF line ends, ASCII where the client does not write `8bit`. */
export function replyEmail(facts: Facts, calendar: string): string {
  const { dialect } = facts;
  const says = saying(facts);
  const text = singleText(fillPlaces(facts.words.text[answeredAs(facts)], says, facts.seed));
  const body = writePart(dialect.body, { text, calendar }, facts);
  const head = dialect.fields.flatMap((field) =>
    field === "Content-Type" ? body.head : headerLine(field, facts, says),
  );
  return `${head.join("\r\n")}\r\n\r\n${body.body}`;
}

function saying(facts: Facts): Places {
  const { person, organizer, comment = "", proposal, targets } = facts;
  const [{ event }] = targets;
  const { start, end } = proposal ?? event;
  const name = singleLine(person.name ?? "");
  return {
    name: name === "" ? person.email : name,
    who: name === "" ? person.email : `${name} <${person.email}>`,
    summary: singleLine(event.summary),
    when: describePoints(start, end),
    organizer: organizer.email,
    comment,
  };
}

/** The text without the empty line that stands where there is no comment. */
function singleText(text: string): string {
  return text.endsWith("\n\n") || text === "\n" ? text.trimEnd() : text;
}

function headerLine(field: Exclude<FieldShape, "Content-Type">, facts: Facts, says: Places): string[] {
  const { person, organizer, messageId, words, stamp, seed } = facts;
  switch (field) {
    case "From":
    case "Reply-To":
      return [lineOf(mailboxField(field, person))];
    case "To":
      return [lineOf(mailboxField("To", organizer))];
    case "Subject":
      return [subjectLine(fillPlaces(words.subject[answeredAs(facts)], says, seed), facts)];
    case "Thread-Topic":
      return [lineOf(textField("Thread-Topic", says.summary ?? ""))];
    case "Date":
      return [`Date: ${formatDate(stamp)}`];
    case "In-Reply-To":
    case "References":
      return messageId === undefined ? [] : [`${field}: ${messageId}`];
    default:
      return [fillPlaces(field, placesOf(facts), seed)];
  }
}

/** Every value in it is on one line already; the no-break space of French must not become another one. */
function subjectLine(text: string, { dialect }: Facts): string {
  if (isPlain(text)) return lineOf(textField("Subject", text));
  return `Subject: ${dialect.encodesWords === "apart" ? wordByWord(text, 9) : encodeWords(text, 9)}`;
}

function lineOf({ name, value }: Field): string {
  return `${name}: ${value}`;
}

function writePart(shape: PartShape, contents: Contents, facts: Facts): WrittenPart {
  return "parts" in shape ? severalParts(shape, contents, facts) : leafPart(shape, contents, facts);
}

function leafPart(
  shape: Extract<PartShape, { holds: unknown }>,
  contents: Contents,
  facts: Facts,
): WrittenPart {
  const content = shape.holds === "html" ? htmlOf(contents.text, shape, facts) : contents[shape.holds];
  const { charset, encoding, data } = carry(content, shape);
  const places = { ...placesOf(facts), charset, encoding, ENCODING: encoding.toUpperCase() };
  const head = shape.fields.map((field) => fillPlaces(field, places, facts.seed));
  return { head, body: shape.gap === true ? `${data}\r\n` : data };
}

function htmlOf(text: string, { charsets }: Extract<PartShape, { holds: unknown }>, facts: Facts): string {
  const html = escapeHtml(text).replaceAll("\n", "<br>\n");
  const places = { text: html, charset: charsetFor(html, charsets) };
  return fillPlaces(facts.dialect.html ?? "{text}", places, facts.seed);
}

/** RFC 2046 section 5.1.1. A boundary is made longer where one of the parts contains it, as a part may contain the one that Thunderbird always uses. */
function severalParts(
  shape: Extract<PartShape, { parts: unknown }>,
  contents: Contents,
  facts: Facts,
): WrittenPart {
  const parts = shape.parts.map((part) => writePart(part, contents, facts));
  const whole = parts.map(({ head, body }) => `${head.join("\r\n")}\r\n\r\n${body}\r\n`);
  const taken = whole.join("\n");
  let boundary = fillPlaces(
    shape.boundary,
    {},
    `${shape.fields.join("\n")}${shape.parts.length}${facts.seed}`,
  );
  for (let attempt = 0; taken.includes(boundary); attempt++) {
    boundary = `${boundary.slice(0, 40)}${fillPlaces("{hex16}", {}, `${attempt}${taken}`)}`;
  }
  const body = whole.map((part) => `--${boundary}\r\n${part}`).join("");
  return {
    head: shape.fields.map((field) => fillPlaces(field, { ...placesOf(facts), boundary }, facts.seed)),
    body: `${shape.preamble ?? ""}${body}--${boundary}--\r\n`,
  };
}
