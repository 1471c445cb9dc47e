/** A line of a tree: how deep it stands, and what stands there. */
interface Node {
  readonly depth: number;
  readonly label: string;
}

/**
 * The Content-Type of every part of an email that this package wrote, drawn as the tree that they are.
 *
 * @example
 * partTree(raw)
 * // multipart/alternative
 * // ├─ text/plain; charset=UTF-8
 * // └─ text/calendar; charset=UTF-8; method=REPLY
 */
export function partTree(raw: string): string {
  const lines: string[] = [];
  // From the end, because only what follows tells which part is the last one.
  const followed: boolean[] = [];
  for (const { depth, label } of partsOf(raw).reverse()) {
    const isLast = followed[depth] !== true;
    followed.length = Math.min(followed.length, depth + 1);
    followed[depth] = true;
    lines.push(`${stemOf(followed, depth, isLast)}${label}`);
  }
  return lines.reverse().join("\n");
}

function stemOf(followed: readonly boolean[], depth: number, isLast: boolean): string {
  if (depth === 0) return "";
  const above = Array.from({ length: depth - 1 }, (_, level) =>
    followed[level + 1] === true ? "│  " : "   ",
  );
  return `${above.join("")}${isLast ? "└─ " : "├─ "}`;
}

function partsOf(raw: string): Node[] {
  const open: string[] = [];
  const parts: Node[] = [];
  for (const line of raw.replace(/\r\n[ \t]+/g, " ").split("\r\n")) {
    const closed = open.findIndex((boundary) => line === `--${boundary}--`);
    if (closed !== -1) open.length = closed;
    const type = /^Content-Type: ([^;]+)(.*)$/i.exec(line);
    if (type === null) continue;
    const boundary = /boundary="?([^";]+)"?/.exec(line)?.[1];
    parts.push({ depth: open.length, label: `${type[1]}${boundary === undefined ? type[2] : ""}` });
    if (boundary !== undefined) open.push(boundary);
  }
  return parts;
}
