import { calendarOf } from "../../../clients/index.ts";
import { addressKey } from "../../../event/address/address.ts";
import type { Invite } from "../../../invite/invite.ts";
import { statusOf } from "../../../invite/organize/status.ts";
import type { Answer } from "../../../reply/reply.ts";
import type { House } from "../house/house.ts";
import type { LoggedCallback } from "../house/journal.ts";
import type { Invitee } from "../house/people.ts";
import { answerForm, clientLabel } from "./answer-form.ts";
import { frame } from "./frame.ts";
import { type Html, html, nothing } from "./html.ts";
import { mailLog } from "./mail-log.ts";
import { additions, clockTime, statusBadge, whenOf } from "./words.ts";

/** How many entries the page lists; the API gives all. */
const mostInvites = 100;
const mostLines = 100;

/** The page at `/`: invitations, calendars, callbacks and mail. */
export async function overview(house: House, notice?: string): Promise<string> {
  const invites = (await house.invites()).sort((a, b) => (a.plan.updatedAt < b.plan.updatedAt ? 1 : -1));
  const { journal, people } = house;
  return frame({
    title: "Smart Invites on this machine",
    revision: journal.revision(),
    body: html`<header>
<h1>Smart Invites on this machine</h1>
<nav aria-label="Parts of this page"><ul>
<li><a href="#invitations">Invitations</a></li>
<li><a href="#calendars">Calendars</a></li>
<li><a href="#callbacks">Callbacks</a></li>
<li><a href="#mail">Mail</a></li>
</ul></nav>
</header>
<main id="content">
${notice === undefined ? nothing : html`<p class="notice" role="alert">${notice}</p>`}
<h2 id="invitations">Invitations</h2>
${invites.length === 0 ? howToBegin(house) : invites.slice(0, mostInvites).map((invite) => invitation(invite, house))}
${invites.length > mostInvites ? html`<p class="faint">and ${invites.length - mostInvites} more</p>` : nothing}
<h2 id="calendars">Calendars</h2>
${people.all().length === 0 ? html`<p class="faint">Nobody has been invited yet.</p>` : people.all().map(calendar)}
<h2 id="callbacks">Callbacks</h2>
${callbackLog(journal.callbacks().slice(0, mostLines))}
<h2 id="mail">Mail</h2>
${mailLog(journal.mails().slice(0, mostLines))}
</main>`,
  });
}

function howToBegin({ options }: House): Html {
  const { url, clientSecret } = options;
  const body = {
    smart_invite_id: "first",
    recipient: { email: "jane@example.test" },
    event: {
      summary: "Board meeting",
      start: "2027-06-10T09:30:00Z",
      end: "2027-06-10T10:00:00Z",
      tzid: "Europe/London",
    },
  };
  const command = `curl ${url}/v1/smart_invites -H 'Authorization: Bearer ${clientSecret}' --json '${JSON.stringify(body)}'`;
  return html`<div class="card"><p>Nobody has been invited yet. Post a request:</p><pre>${command}</pre></div>`;
}

function invitation(invite: Invite, house: House): Html {
  const { plan, uid, id } = invite;
  const { recipients, replies, state } = statusOf(invite);
  const invited = new Set(recipients.map(({ email }) => addressKey(email)));
  const others = replies.filter(({ email }) => !invited.has(addressKey(email)));
  const place = plan.event.location?.description;
  const mails = house.journal.mails().filter((mail) => mail.uid === uid);
  return html`<section class="card" id="invite-${uid}" aria-labelledby="title-${uid}">
<h3 id="title-${uid}" dir="auto" class="${state === "cancelled" ? "off" : "on"}">${plan.event.summary}</h3>
<p>${whenOf(plan.event)}${place === undefined ? nothing : html` · <span dir="auto">${place}</span>`}${state === "cancelled" ? html` · cancelled` : nothing}</p>
<p class="faint">${id} · from ${plan.organizer.email} · SEQUENCE ${invite.sequence}</p>
<ul class="people">
${recipients.map((answer) => guest(answer, invite, house))}
${others.map((answer) => html`<li><span dir="auto">${answer.email}</span> ${statusBadge(answer.status)} <span class="faint">was not invited</span>${additions(answer)}</li>`)}
</ul>
<details><summary>Mail about it (${mails.length})</summary>${mailLog(mails.slice(0, mostLines))}</details>
</section>`;
}

function guest(answer: Answer, { uid }: Invite, house: House): Html {
  const { email, status } = answer;
  const form = answerForm(house.people.find(email), uid);
  return html`<li><span dir="auto">${answer.name === undefined ? email : `${answer.name} <${email}>`}</span> ${statusBadge(status)}
${answer.undeliverable === true ? html`<span class="faint">a mail came back</span>` : nothing}${additions(answer)}
${form === undefined ? nothing : html`<details><summary>Answer as ${email}</summary>${form}</details>`}</li>`;
}

function calendar({ person, mailbox, client }: Invitee): Html {
  const entries = calendarOf(person);
  return html`<section class="card"><h3 dir="auto">${mailbox.name ?? mailbox.email}</h3>
<p class="faint">${mailbox.email} · ${clientLabel(client)}</p>
<ul class="people">${entries.map(
    ({ event, cancelled, status }) =>
      html`<li><span dir="auto" class="${cancelled ? "off" : "on"}">${event?.summary ?? "(no event)"}</span> ${cancelled ? html`<span class="faint">cancelled</span>` : statusBadge(status)}<br>
<span class="faint">${event === undefined ? "" : whenOf(event)}</span></li>`,
  )}</ul></section>`;
}

function callbackLog(callbacks: readonly LoggedCallback[]): Html {
  if (callbacks.length === 0) return html`<p class="faint">No callback has gone out yet.</p>`;
  return html`<ul class="log">${callbacks.map(callbackLine)}</ul>`;
}

function callbackLine({ at, url, body, signature, answer, isTaken }: LoggedCallback): Html {
  return html`<li><span class="status ${isTaken ? "taken" : "refused"}">${answer}</span> <span>${url}</span>
<span class="faint">${clockTime(at)}</span>
<details><summary>What was sent</summary><p class="faint">Cronofy-HMAC-SHA256: <code>${signature}</code></p><pre>${indented(body)}</pre></details></li>`;
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
