import type { Button, LetterWords } from "./letter.ts";
import { type Row, underOneLabel } from "./rows.ts";

/** A letter as plain text, lines as they come: the reader's program wraps them. */
export function formatLetterText(letter: LetterWords): string {
  const blocks: string[][] = [
    [letter.heading],
    letter.title === "" ? [] : [letter.title],
    [...letter.notes],
    letter.comment === undefined ? [] : [`${letter.comment.label}:`, ...letter.comment.lines],
    letter.changes.length === 0 ? [] : [`${letter.changesLabel}:`, ...letter.changes.flatMap(changeLines)],
    underOneLabel(letter.rows).flatMap(rowLines),
    letter.description === undefined ? [] : [`${letter.description.label}:`, ...letter.description.lines],
    letter.buttons === undefined ? [] : [letter.buttons.heading, ...letter.buttons.links.map(buttonLine)],
    letter.footer === undefined ? [] : [letter.footer],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function buttonLine({ label, url }: Button): string {
  return `${label}: ${url}`;
}

function changeLines(change: LetterWords["changes"][number]): string[] {
  const sides = [change.from, change.to].flatMap((side) =>
    side === undefined ? [] : indent(`${side.label}: ${side.text}`, "    "),
  );
  return [`- ${change.label}`, ...sides];
}

function rowLines(rows: readonly Row[]): string[] {
  const [first = "", ...rest] = rows.flatMap(({ lines }) => lines);
  return [`${rows[0]?.label ?? ""}: ${first}`, ...rest.map((line) => `    ${line}`)];
}

function indent(text: string, by: string): string[] {
  return text.split("\n").map((line, at) => (at === 0 ? `${by}${line}` : `${by}  ${line}`));
}
