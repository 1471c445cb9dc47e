import { directionOf } from "./direction.ts";
import { escapeHtml } from "./escape-html.ts";
import type { LetterWords } from "./letter.ts";
import { type Row, underOneLabel } from "./rows.ts";

/**
 * Colours twice: inline for programs that drop style sheets, and again for those that know a dark scheme.
 * Nothing is fetched from anywhere.
 */
const styles = `:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 0; background: #f3f4f6; color: #1f2328; }
.card { background: #ffffff; border: 1px solid #d0d7de; }
.label, .foot { color: #59636e; }
.was { color: #59636e; text-decoration: line-through; }
a { color: #0b57d0; }
@media (prefers-color-scheme: dark) {
  body, .page { background: #0d1117 !important; color: #e6edf3 !important; }
  .card { background: #161b22 !important; border-color: #30363d !important; }
  .head, .title, .value { color: #e6edf3 !important; }
  .label, .foot, .was { color: #9da7b3 !important; }
  .box { background: #21262d !important; color: #e6edf3 !important; }
  a { color: #79b8ff !important; }
  .button { border-color: #79b8ff !important; }
}
@media (max-width: 480px) {
  .page { padding: 0 !important; }
  .card { border-left: 0 !important; border-right: 0 !important; border-radius: 0 !important; padding: 16px !important; }
  .label, .value { display: block !important; width: auto !important; }
  .label { padding: 8px 0 0 0 !important; }
  .value { padding: 0 !important; }
}`;

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,'Hiragino Sans',sans-serif";
const wrap = "overflow-wrap:anywhere;word-break:break-word";

/** A letter as an HTML document: one column, readable from 320 pixels up, in light and dark. */
export function formatLetterHtml(letter: LetterWords): string {
  const side = sides[directionOf(letter.language)];
  const parts = [
    `<p class="head" style="margin:0 0 4px 0;font-size:15px">${escapeHtml(letter.heading)}</p>`,
    title(letter, side),
    ...letter.notes.map((note) => box(escapeHtml(note))),
    letter.comment === undefined ? "" : box(labelled(letter.comment)),
    changes(letter, side),
    table(letter.rows, side),
    letter.description === undefined ? "" : description(letter.description, side),
    letter.buttons === undefined ? "" : buttons(letter.buttons),
    letter.footer === undefined
      ? ""
      : `<p class="foot" style="margin:20px 0 0 0;font-size:13px;color:#59636e">${escapeHtml(letter.footer)}</p>`,
  ];
  return `<!DOCTYPE html>
<html lang="${letter.language}"${side.attribute}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(letter.subject)}</title>
<style>
${styles}
</style>
</head>
<body style="margin:0;padding:0;background:#f3f4f6;color:#1f2328;${font}">
<div class="page"${side.attribute} style="padding:24px 12px;${font};font-size:15px;line-height:1.5">
<div class="card" style="max-width:600px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #d0d7de;border-radius:8px;box-sizing:border-box;${wrap}">
${parts.filter((part) => part !== "").join("\n")}
</div>
</div>
</body>
</html>
`;
}

function title(letter: LetterWords, { prose }: Sides): string {
  if (letter.title === "") return "";
  const struck = letter.off ? ";text-decoration:line-through" : "";
  return `<h1 class="title" dir="auto" style="margin:0 0 16px 0;font-size:22px;${prose}line-height:1.3;font-weight:600${struck}">${escapeHtml(letter.title)}</h1>`;
}

function box(html: string): string {
  return `<div class="box" dir="auto" style="margin:0 0 16px 0;padding:12px;background:#f3f4f6;border-radius:6px">${html}</div>`;
}

function labelled(row: Row): string {
  return `<strong>${escapeHtml(row.label)}</strong>${row.lines.map(line).join("\n")}`;
}

/** Several lines each in the direction of its own script: a Latin name under a Hebrew one ends where it should. */
function lines(values: readonly string[]): string {
  const [first = ""] = values;
  return values.length < 2 ? escapeHtml(first) : values.map(line).join("\n");
}

function line(value: string): string {
  return `<div dir="auto">${value === "" ? "<br>" : escapeHtml(value)}</div>`;
}

function changes(letter: LetterWords, { arrow }: Sides): string {
  if (letter.changes.length === 0) return "";
  const items = letter.changes.map((change) => {
    const sides = [
      change.from === undefined ? "" : sideOfChange("", change.from),
      change.to === undefined ? "" : sideOfChange(`${arrow} `, change.to),
    ];
    return `<div style="margin:8px 0 0 0"><strong>${escapeHtml(change.label)}</strong>${sides.join("")}</div>`;
  });
  return box(`<strong>${escapeHtml(letter.changesLabel)}</strong>\n${items.join("\n")}`);
}

/** Old → new, also for those who hear the mail: the words stand beside the strike-through. What is new has a mark before it. */
function sideOfChange(mark: string, { label, text }: { label: string; text: string }): string {
  const [kind, strike] = mark === "" ? ["was", ";color:#59636e;text-decoration:line-through"] : ["new", ""];
  return `<div>${mark}<span class="foot" style="color:#59636e;font-size:13px">${escapeHtml(label)}:</span> <span class="${kind}" dir="auto" style="white-space:pre-line${strike}">${escapeHtml(text)}</span></div>`;
}

function table(rows: readonly Row[], side: Sides): string {
  const body = underOneLabel(rows).map((group) => {
    const label = escapeHtml(group[0]?.label ?? "");
    const value = group.map(rowValue).join("<br>\n");
    return `<tr><th class="label" scope="row" style="width:120px;${side.label};vertical-align:top;font-weight:normal;color:#59636e">${label}</th><td class="value" dir="auto" style="padding:4px 0;${side.value};vertical-align:top;${wrap}">${value}</td></tr>`;
  });
  return `<table role="presentation" style="width:100%;border-collapse:collapse;font-size:15px;line-height:1.5">\n${body.join("\n")}\n</table>`;
}

function rowValue({ lines: values, link }: Row): string {
  if (link === undefined) return lines(values);
  return `<a href="${escapeHtml(link)}" style="color:#0b57d0">${escapeHtml(values[0] ?? "")}</a>`;
}

/** What differs in a letter that is read from the right. */
interface Sides {
  /** The attribute of the page. */
  readonly attribute: string;
  readonly label: string;
  /** How a value stands beside its label, whatever its script. */
  readonly value: string;
  /** How the title and the description stand: each line begins on the side on which its own script begins. */
  readonly prose: string;
  readonly arrow: string;
}

const sides = {
  ltr: {
    attribute: "",
    label: "padding:4px 12px 4px 0;text-align:left",
    value: "text-align:left",
    prose: "",
    arrow: "→",
  },
  rtl: {
    attribute: ' dir="rtl"',
    label: "padding:4px 0 4px 12px;text-align:right",
    value: "text-align:right",
    prose: "text-align:right;",
    arrow: "←",
  },
} as const satisfies Record<string, Sides>;

/** Text on a border, which dark schemes cannot make unreadable; far enough apart for a thumb. */
function buttons({ heading, links }: NonNullable<LetterWords["buttons"]>): string {
  const items = links.map(
    ({ label, url }) =>
      `<a class="button" href="${escapeHtml(url)}" style="display:inline-block;margin:8px 8px 0 0;padding:10px 20px;border:1px solid #0b57d0;border-radius:6px;color:#0b57d0;font-weight:600;text-decoration:none">${escapeHtml(label)}</a>`,
  );
  return `<div style="margin:20px 0 0 0"><div class="label" style="color:#59636e">${escapeHtml(heading)}</div>\n${items.join("\n")}\n</div>`;
}

function description(row: Row, { prose }: Sides): string {
  return `<div style="margin:16px 0 0 0"><span class="label" style="color:#59636e">${escapeHtml(row.label)}</span><div class="value" dir="auto"${prose === "" ? "" : ` style="${prose}"`}>${lines(row.lines)}</div></div>`;
}
