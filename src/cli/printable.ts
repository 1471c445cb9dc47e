import type { Io } from "./io.ts";

const colours = { error: "31", warning: "33", info: "36", dim: "2", bold: "1" } as const;

/** Foreign text that may be put on a terminal: it can neither move the cursor nor change the colours. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    "\uFFFD",
  );
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text.replace(/\s+/g, " ").trim());
}

/** Text in a colour, where a person looks on. */
export function coloured({ terminal }: Io, colour: keyof typeof colours, text: string): string {
  return terminal.out ? `\u001b[${colours[colour]}m${text}\u001b[0m` : text;
}
