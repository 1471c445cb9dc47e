import { defined } from "../../input.ts";
import { endOfComment } from "../header/lexemes.ts";
import { withoutDot } from "./alignment.ts";

/** Who handed the mail over and who took it, by one Received field (RFC 5321 section 4.4). */
export interface Hop {
  /** What the client called itself, lower case. */
  readonly from?: string;
  /** What the server found out about the client: the comments behind the name, without their parentheses. */
  readonly found: readonly string[];
  /** The server, lower case. */
  readonly by?: string;
}

/** Both names stand at the beginning. */
const longestRead = 4_000;

/**
 * Reads the two ends of a hop.
 *
 * @example
 * readHop("from mail.example.com (mail.example.com [192.0.2.1]) by mx.example.net with ESMTPS; …")
 * // { from: "mail.example.com", found: ["mail.example.com [192.0.2.1]"], by: "mx.example.net" }
 */
export function readHop(value: string): Hop {
  const words = wordsIn(value.slice(0, longestRead));
  const named = words[0]?.toLowerCase() === "from";
  const behind = named ? words.findIndex((word, at) => at > 1 && !word.startsWith("(")) : 0;
  const by = words.findIndex((word, at) => at >= behind && word.toLowerCase() === "by");
  const from = named ? words[1] : undefined;
  const server = behind < 0 || by < 0 ? undefined : words[by + 1];
  const found = named ? words.slice(2, behind < 0 ? undefined : behind).map((word) => word.slice(1, -1)) : [];
  return { found, ...defined({ from: hostIn(from), by: hostIn(server) }) };
}

function hostIn(word: string | undefined): string | undefined {
  return word === undefined ? undefined : withoutDot(word.toLowerCase());
}

/** The words before the semicolon of the date; a comment, with its parentheses, is one. */
function wordsIn(text: string): string[] {
  const words: string[] = [];
  let at = 0;
  while (at < text.length && text.charAt(at) !== ";") {
    const start = at;
    if (text.charAt(at) === "(") at = endOfComment(text, at) ?? text.length;
    else
      do at += 1;
      while (at < text.length && !" \t(;".includes(text.charAt(at)));
    const word = text.slice(start, at).trim();
    if (word !== "") words.push(word);
  }
  return words;
}
