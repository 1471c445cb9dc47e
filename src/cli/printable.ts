import type { Io } from "./io.ts";

const colours = { error: "31", warning: "33", info: "36", dim: "2", bold: "1" } as const;

/** Foreign text that may be put on a terminal: it can neither move the cursor nor change the colours. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    "\uFFFD",
  );
}

/** JSON in which no foreign text can do more on a terminal than elsewhere: JSON itself escapes the first 32 controls alone. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Text that is safe to print, on one line. */
export function printableLine(text: string): string {
  return printable(text.replace(/\s+/g, " ").trim());
}

/** Text in a colour, where a person looks on. */
export function coloured({ terminal }: Io, colour: keyof typeof colours, text: string): string {
  return terminal.out ? `\u001b[${colours[colour]}m${text}\u001b[0m` : text;
}
