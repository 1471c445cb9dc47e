import { dictionary } from "./dictionary.table.ts";
import { mutateCalendar } from "./mutate-calendar.ts";
import type { Random } from "./random.ts";

/**
 * Changes an email along its grammar: header fields are added, dropped and swapped, parts doubled, dropped, nested and
 * taken from another mail; or the calendar text in it changes. Text and result are one character a byte.
 */
export function mutateEmail(text: string, other: string, random: Random): string {
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(end);
  for (let left = 1 + random.below(4); left > 0; left--) mutateOnce(lines, other.split(/\r?\n/), random);
  const whole = lines.join(end);
  const begin = whole.indexOf("BEGIN:VCALENDAR");
  if (begin === -1 || random.once(2)) return whole;
  const stop = whole.indexOf("END:VCALENDAR", begin);
  const after = stop === -1 ? whole.length : stop + "END:VCALENDAR".length;
  return (
    whole.slice(0, begin) + mutateCalendar(whole.slice(begin, after), other, random) + whole.slice(after)
  );
}

function mutateOnce(lines: string[], others: readonly string[], random: Random): void {
  const heads = startsOfHeaders(lines);
  const head = random.pickOr(heads, 0);
  switch (random.below(8)) {
    case 0:
    case 1:
      lines.splice(head + random.below(4), random.below(2), random.pickOr(dictionary.fields, ""));
      return;
    case 2:
      lines.splice(head + random.below(8), 1);
      return;
    case 3: {
      const until = random.pickOr(heads, lines.length);
      const part = lines.slice(Math.min(head, until), Math.max(head, until));
      lines.splice(random.pickOr(heads, 0), 0, ...part.slice(0, 2_000));
      return;
    }
    case 4: {
      const from = random.below(others.length + 1);
      lines.splice(random.below(lines.length + 1), 0, ...others.slice(from, from + random.below(40)));
      return;
    }
    case 5:
      lines.splice(head, random.below(3), random.pickOr(lines.slice(0, head), "--"));
      return;
    case 6: {
      const boundary = lines[Math.max(0, head - 1)] ?? "--";
      lines.splice(random.below(lines.length + 1), 0, random.once(2) ? boundary : `${boundary}--`);
      return;
    }
    default: {
      const at = random.below(lines.length + 1);
      const line = lines[at] ?? "";
      const inside = random.below(line.length + 1);
      const piece = Buffer.from(random.pickOr(dictionary.pieces, "")).toString("latin1");
      lines.splice(at, 1, line.slice(0, inside) + piece + line.slice(inside + random.below(3)));
    }
  }
}

/** The first line of the mail, and the line after each delimiter. */
function startsOfHeaders(lines: readonly string[]): number[] {
  return [0, ...lines.flatMap((line, index) => (line.startsWith("--") ? [index + 1] : []))];
}
