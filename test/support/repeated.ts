/**
 * A fixture of megabytes as it is written down: `{{250000 of ;}}` stands for 250,000 semicolons, and signs `#` in what
 * is repeated for its number, with zeros to their length.
 *
 * @example
 * repeated(Buffer.from("{{3 of A##,}}")).toString() // "A00,A01,A02,"
 */
export function repeated(written: Buffer): Buffer {
  const text = written
    .toString("latin1")
    .replace(/\{\{(\d+) of ([^}]*)\}\}/g, (_, count, piece: string) =>
      piece.includes("#")
        ? Array.from({ length: Number(count) }, (_, at) =>
            piece.replace(/#+/g, (signs) => String(at).padStart(signs.length, "0")),
          ).join("")
        : piece.repeat(Number(count)),
    );
  return Buffer.from(text, "latin1");
}
