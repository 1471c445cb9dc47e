import { escapeHtml } from "../email/letter/escape-html.ts";
import { dateLocale } from "../email/letter/letter.ts";
import type { Language } from "../email/letter/wording.table.ts";
import { fill, languageOf, wordingOf } from "../email/letter/wording.ts";
import { ItipError, kindOf, shown, wrongArgument } from "../errors.ts";
import { at, defined, fault, isRecord, readBoolean, readText, readVerbOptions } from "../input.ts";
import type { Outcome } from "../invite/answers/outcome.ts";
import { readLinkAnswer } from "../invite/receive/read-link.ts";
import type { LinkAnswer } from "../reply/link-answer.ts";
import { describeSpan } from "../time/describe.ts";
import { parseUrl } from "../url.ts";
import { framed } from "./framed.ts";
import { readPageWording } from "./read-page-wording.ts";
import { type AnswerPageWording, pageWordings } from "./wording.table.ts";

/** How the page speaks, and what it shows. */
export interface AnswerPageOptions {
  /** BCP 47. Spoken: en, de, fr, es, nl, pt, it, ja; others read English. */
  locale?: string | undefined;
  /** Whether the page asks for a message to the organizer. Default: true. */
  comment?: boolean | undefined;
  /** Where the form posts to. Default: the page's own address, which holds the token. */
  action?: string | undefined;
  /** What the invitation is called; it stands above the question. */
  summary?: string | undefined;
  /** Words of one's own in place of ours. */
  wording?: Partial<AnswerPageWording> | undefined;
}

/**
 * The page that a link shows: a question and a form that POSTs the answer, with the field `comment`. Showing it changes nothing,
 * because mail scanners follow every link.
 *
 * @returns an HTML document that fetches nothing from anywhere
 * @throws {ItipError} `invalid-argument`
 * @example
 * const answer = await readAnswerLink(request.url, { secret });
 * if (request.method === "GET") return new Response(answerPage(answer, { locale: "de" }), { headers: { "Content-Type": "text/html; charset=utf-8" } });
 */
export function answerPage(answer: LinkAnswer, options?: AnswerPageOptions): string {
  const link = checkedLink(answer);
  const { language, tag, words, summary, comment, action, locale } = readPageOptions(options);
  const body = [
    `<h1>${escapeHtml(words.question[link.status])}</h1>`,
    summary === undefined ? "" : `<p dir="auto"><strong>${escapeHtml(summary)}</strong></p>`,
    link.instance === undefined
      ? ""
      : `<p>${escapeHtml(occurrenceWords(link.instance, language, locale))}</p>`,
    `<p class="quiet">${escapeHtml(fill(words.answersAs, { email: link.email }))} ${escapeHtml(words.notYet)}</p>`,
    `<form method="post"${action === undefined ? "" : ` action="${escapeHtml(action)}"`}>`,
    comment ? commentField(words) : "",
    `<button type="submit">${escapeHtml(words.send[link.status])}</button>`,
    "</form>",
  ];
  return framed({ language: tag, title: words.question[link.status], body: lines(body) });
}

/**
 * The page after the form was posted, or in place of it: what became of the answer, in words for the person who gave it.
 *
 * @param result the outcome of `receive`, or the `ItipError` of {@link readAnswerLink}
 * @param answer what the link says, where it could be read
 * @throws {ItipError} `invalid-argument`
 * @example
 * const { invite: next, outcome } = receive(invite, { ...answer, comment, at: pressedAt });
 * new Response(answeredPage(outcome, answer), { headers: { "Content-Type": "text/html; charset=utf-8" } });
 */
export function answeredPage(
  result: Outcome | ItipError,
  answer?: LinkAnswer,
  options?: Omit<AnswerPageOptions, "comment" | "action">,
): string {
  const link = answer === undefined ? undefined : checkedLink(answer);
  const { tag, words, summary } = readPageOptions(options);
  const said = resultWords(result, link, words);
  const body = [
    `<h1>${escapeHtml(said)}</h1>`,
    summary === undefined ? "" : `<p dir="auto"><strong>${escapeHtml(summary)}</strong></p>`,
  ];
  return framed({ language: tag, title: said, body: lines(body) });
}

function lines(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n");
}

function resultWords(result: unknown, link: LinkAnswer | undefined, words: AnswerPageWording): string {
  if (result instanceof ItipError) {
    return result.code === "expired-link" ? words.expired : words.invalid;
  }
  const { kind, reason } = isRecord(result) ? result : {};
  if (kind === undefined)
    throw wrongArgument("result", `must be the outcome of receive, or an ItipError, got ${kindOf(result)}`);
  if (link !== undefined && (kind === "applied" || kind === "duplicate")) return words.thanks[link.status];
  if (kind === "stale") return words.stale;
  return reason === "cancelled" ? words.cancelled : words.refused;
}

function commentField({ comment }: AnswerPageWording): string {
  return `<label for="comment">${escapeHtml(comment)}</label>\n<textarea id="comment" name="comment" maxlength="4000" dir="auto"></textarea>`;
}

/** One whole day, or the moment at which the occurrence begins. */
function occurrenceWords(
  instance: NonNullable<LinkAnswer["instance"]>,
  language: Language,
  locale?: string,
): string {
  const date = describeSpan(instance, instance, { locale: dateLocale(language, defined({ locale })) });
  return fill(wordingOf(language).occurrence, { date });
}

function checkedLink(answer: unknown): LinkAnswer {
  if (isRecord(answer)) return readLinkAnswer(answer);
  throw wrongArgument("answer", `must be an answer from readAnswerLink, got ${shown(answer)}`);
}

interface PageChoices {
  readonly language: Language;
  /** The language of the words: words of the caller's own speak the language that the caller names. */
  readonly tag: string;
  readonly words: AnswerPageWording;
  readonly comment: boolean;
  readonly locale?: string | undefined;
  readonly summary?: string | undefined;
  readonly action?: string | undefined;
}

function readPageOptions(options: unknown): PageChoices {
  const known = ["locale", "comment", "action", "summary", "wording"];
  return readVerbOptions(options, known, (given, reading) => {
    const locale = readText(given.locale, at(reading, "locale"), 200);
    const comment = readBoolean(given.comment, at(reading, "comment")) ?? true;
    const action = readText(given.action, at(reading, "action"), 8_000);
    const summary = readText(given.summary, at(reading, "summary"), 10_000);
    if (action !== undefined && !postsToTheWeb(action))
      fault(at(reading, "action"), "unsafe-scheme", "must be a path, or a URL of http or https", action);
    const language = languageOf(locale);
    const words = readPageWording(given.wording, pageWordings[language], at(reading, "wording"));
    const own = given.wording !== undefined && locale !== undefined && !/^en\b/i.test(locale);
    const tag = own && language === "en" ? locale : language;
    return { language, tag, words, comment, locale, action, summary };
  });
}

/** Whether a form posts to a page of the web: with `javascript:` it would run a script in the application's page. */
function postsToTheWeb(action: string): boolean {
  const base = "https://page.invalid/";
  return /^https?:$/.test(parseUrl(action, base)?.protocol ?? "");
}
