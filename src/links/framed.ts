import { directionOf } from "../email/letter/direction.ts";
import { escapeHtml } from "../email/letter/escape-html.ts";

/** Nothing is fetched from anywhere, and the address, which holds the token, is told to nobody. */
const styles = `:root { color-scheme: light dark; --ground: #f3f4f6; --card: #ffffff; --line: #d0d7de; --text: #1f2328; --quiet: #59636e; --action: #0b57d0; --on-action: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ground: #0d1117; --card: #161b22; --line: #30363d; --text: #e6edf3; --quiet: #9da7b3; --action: #79b8ff; --on-action: #0d1117; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 24px 12px; background: var(--ground); color: var(--text); font: 16px/1.5 -apple-system, "Segoe UI", Roboto, Helvetica, Arial, "Hiragino Sans", sans-serif; overflow-wrap: anywhere; }
main { max-width: 480px; margin: 0 auto; padding: 24px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
h1 { margin: 0 0 12px; font-size: 22px; line-height: 1.3; }
p { margin: 0 0 12px; }
.quiet { color: var(--quiet); font-size: 14px; }
label { display: block; margin: 16px 0 4px; }
textarea { width: 100%; min-height: 96px; padding: 8px; border: 1px solid var(--quiet); border-radius: 6px; background: var(--card); color: var(--text); font: inherit; }
button { margin: 16px 0; padding: 10px 20px; border: 0; border-radius: 6px; background: var(--action); color: var(--on-action); font: inherit; font-weight: 600; cursor: pointer; }
:focus-visible { outline: 3px solid var(--action); outline-offset: 2px; }`;

/** A whole HTML page of one card. `body` is HTML, the other two are plain text. */
export function framed({ language, title, body }: { language: string; title: string; body: string }): string {
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}"${directionOf(language) === "rtl" ? ' dir="rtl"' : ""}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>
${styles}
</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}
