import type { House } from "../house/house.ts";
import type { LoggedMail } from "../house/journal.ts";
import { answerForm } from "./answer-form.ts";
import { frame } from "./frame.ts";
import { type Html, html, nothing } from "./html.ts";
import { clockTime, outcomeOf } from "./words.ts";

/** One mail as a person sees it, and what it is made of. */
export function mailView(house: House, mail: LoggedMail): string {
  const outcome = outcomeOf(mail);
  const { subject, from, to, at, text, raw, number } = mail;
  return frame({
    title: subject,
    revision: house.journal.revision(),
    body: html`<header><p><a href="/">All invitations</a></p><h1 dir="auto">${subject}</h1></header>
<main id="content">
<dl><dt>From</dt><dd dir="auto">${from}</dd><dt>To</dt><dd dir="auto">${to}</dd><dt>At</dt><dd>${clockTime(at)}</dd>
${outcome === undefined ? nothing : html`<dt>Became</dt><dd>${outcome}</dd>`}</dl>
${mail.html === undefined ? nothing : letter(mail.html)}
${answering(house, mail)}
${text === undefined ? nothing : html`<details><summary>As plain text</summary><pre dir="auto">${text}</pre></details>`}
<h2>The raw mail</h2>
<p><a href="/mail/${number}/raw">As a file</a></p>
<pre>${raw}</pre>
</main>`,
  });
}

/** In a sandbox of its own: it runs nothing, and its links open elsewhere. */
function letter(letterHtml: string): Html {
  const framed = letterHtml.replace("<head>", '<head><base target="_blank">');
  return html`<iframe title="The letter" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${framed}"></iframe>`;
}

function answering({ people }: House, { direction, to, uid = "" }: LoggedMail): Html {
  const form = direction === "out" ? answerForm(people.find(to), uid) : undefined;
  return form === undefined ? nothing : html`<h2>Answer as ${to}</h2>${form}`;
}
