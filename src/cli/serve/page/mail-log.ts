import type { LoggedMail } from "../house/journal.ts";
import { type Html, html, nothing } from "./html.ts";
import { clockTime, outcomeOf } from "./words.ts";

/** Mails in a list, each with where to see it. */
export function mailLog(mails: readonly LoggedMail[]): Html {
  if (mails.length === 0) return html`<p class="faint">No mail yet.</p>`;
  return html`<ul class="log">${mails.map(line)}</ul>`;
}

function line(mail: LoggedMail): Html {
  const outcome = outcomeOf(mail);
  const way = mail.direction === "out" ? "Sent to" : "Came from";
  return html`<li><a href="/mail/${mail.number}" dir="auto">${mail.subject === "" ? "(no subject)" : mail.subject}</a>
<span class="faint">${mail.method ?? "no calendar"} · ${way} ${mail.direction === "out" ? mail.to : mail.from} · ${clockTime(mail.at)} · <a href="/mail/${mail.number}/raw">raw</a></span>
${outcome === undefined ? nothing : html`<span class="faint">→ ${outcome}</span>`}</li>`;
}
