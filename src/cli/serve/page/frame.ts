import { type Html, html } from "./html.ts";

/** A whole document. */
export function frame({ title, revision, body }: { title: string; revision: number; body: Html }): string {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body data-revision="${revision}">
<a class="skip" href="#content">Skip to the content</a>
<p id="news" class="news" role="status" hidden>Something new has happened. <a href="">Show it</a></p>
${body}
<script type="module" src="/script.js"></script>
</body>
</html>
`.html;
}
