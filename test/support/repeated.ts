/**
 * A fixture of megabytes as it is written down: `{{250000 of ;}}` stands for 250,000 semicolons, and signs `#` in what is
 * repeated for its number, with zeros to their length. What is repeated may hold more of the kind.
 *
 * @example
 * repeated(Buffer.from("{{3 of A##{{2 of ;}},}}")).toString() // "A00;;,A01;;,A02;;,"
 */
export function repeated(written: Buffer): Buffer {
  let text = written.toString("latin1");
  for (let before = ""; before !== text; ) {
    before = text;
    text = text.replace(/\{\{(\d+) of ([^{}]*)\}\}/g, (_, count, piece: string) =>
      times(Number(count), piece),
    );
  }
  return Buffer.from(text, "latin1");
}

function times(count: number, piece: string): string {
  if (!piece.includes("#")) return piece.repeat(count);
  const numbered = (at: number) => piece.replace(/#+/g, (signs) => String(at).padStart(signs.length, "0"));
  return Array.from({ length: count }, (_, at) => numbered(at)).join("");
}
