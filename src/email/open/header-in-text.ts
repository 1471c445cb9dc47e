import type { Limits } from "../../limits.ts";
import { type HeaderField, readHeaderBlock } from "../header/header-block.ts";

const longestText = 256 * 1024;
const mostBlocks = 2_000;

/**
 * The header of a mail that a mailer's letter returns as text: the first block of lines with a Message-ID in it, as Exim, qmail and
 * T-Online write it, with or without marks of quotation.
 */
export function headerInText(text: string, limits: Limits): readonly HeaderField[] {
  const blocks = text.slice(0, longestText).split(/\n[> ]{0,4}\r?\n/, mostBlocks);
  const block = blocks.find((one) => /^[> ]{0,4}message-id:/im.test(one));
  if (block === undefined) return [];
  const plain = block.replace(/^(?:> ?){1,4}/gm, "").replace(/^ {1,8}(?=[A-Za-z-]{2,40}:)/gm, "");
  return readHeaderBlock(new TextEncoder().encode(plain), 0, limits).fields;
}
