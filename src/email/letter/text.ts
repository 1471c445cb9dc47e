import type { Button, LetterWords } from "./letter.ts";
import { type Row, underOneLabel } from "./rows.ts";

/** A letter as plain text, lines as they come: the reader's program wraps them. */
export function formatLetterText(letter: LetterWords): string {
  const { comment, description, buttons } = letter;
  const blocks = [
    letter.heading,
    letter.title === "" ? undefined : letter.title,
    linesOf(letter.notes),
    comment === undefined ? undefined : underLabel(comment),
    letter.changes.length === 0
      ? undefined
      : `${letter.changesLabel}:\n${letter.changes.map(changeText).join("\n")}`,
    linesOf(underOneLabel(letter.rows).map(rowText)),
    description === undefined ? undefined : underLabel(description),
    buttons === undefined ? undefined : `${buttons.heading}\n${buttons.links.map(buttonText).join("\n")}`,
    letter.footer,
  ];
  return `${blocks.filter((block) => block !== undefined).join("\n\n")}\n`;
}

function linesOf(texts: readonly string[]): string | undefined {
  return texts.length === 0 ? undefined : texts.join("\n");
}

function underLabel({ label, lines }: Row): string {
  return `${label}:\n${lines.join("\n")}`;
}

function rowText(rows: readonly Row[]): string {
  return `${rows[0]?.label ?? ""}: ${rows.map(({ lines }) => lines.join("\n    ")).join("\n    ")}`;
}

function changeText({ label, from, to }: LetterWords["changes"][number]): string {
  const sides = [from, to].map((side) => (side === undefined ? "" : `\n    ${indented(side)}`));
  return `- ${label}${sides.join("")}`;
}

function indented({ label, text }: { readonly label: string; readonly text: string }): string {
  return `${label}: ${text}`.replaceAll("\n", "\n      ");
}

function buttonText({ label, url }: Button): string {
  return `${label}: ${url}`;
}
