import { type Client, calendarOf, clientCapabilities } from "../../../clients/index.ts";
import { clientNames } from "../../client-names.ts";
import type { Invitee } from "../house/people.ts";
import { type Html, html } from "./html.ts";

/** What calendars are called by the people who use them. */
const labels = {
  google: "Google",
  outlook: "Outlook",
  exchange: "Exchange",
  apple: "Apple",
  thunderbird: "Thunderbird",
  evolution: "Evolution",
  korganizer: "KOrganizer",
  yahoo: "Yahoo",
  zimbra: "Zimbra",
  fastmail: "Fastmail",
} as const satisfies Record<Client, string>;

/** The name of a calendar as people know it. */
export function clientLabel(client: Client): string {
  return labels[client];
}

/**
 * A form with which somebody answers an invitation, with the calendar of one's choice; nothing where their own calendar has no such event,
 * or shows it cancelled.
 */
export function answerForm(invitee: Invitee | undefined, uid: string): Html | undefined {
  const entry = invitee && calendarOf(invitee.person).find((one) => one.uid === uid);
  if (invitee === undefined || entry === undefined || entry.cancelled) return undefined;
  const { client } = invitee;
  const { email } = invitee.mailbox;
  const tzid = entry.event?.start.tzid ?? "Etc/UTC";
  const options = clientNames.map((name) => {
    const { comment, proposal } = clientCapabilities[name];
    const lacks = [comment ? [] : ["comment"], proposal ? [] : ["other time"]].flat();
    const note = lacks.length === 0 ? "" : ` (no ${lacks.join(", no ")})`;
    return name === client
      ? html`<option value="${name}" selected>${labels[name]}${note}</option>`
      : html`<option value="${name}">${labels[name]}${note}</option>`;
  });
  const id = (name: string) => `${name}-${uid}-${email}`;
  const field = (name: string, label: string, control: Html) =>
    html`<div><label for="${id(name)}">${label}</label>${control}</div>`;
  return html`<form method="post" action="/play">
<input type="hidden" name="email" value="${email}">
<input type="hidden" name="uid" value="${uid}">
<input type="hidden" name="tzid" value="${tzid}">
${field("client", "Calendar", html`<select id="${id("client")}" name="client">${options}</select>`)}
<div class="wide">${field("comment", "Comment", html`<input id="${id("comment")}" name="comment" maxlength="4000" dir="auto">`)}</div>
${field("start", `Another start, in ${tzid}`, html`<input id="${id("start")}" name="start" type="datetime-local">`)}
${field("end", "Another end", html`<input id="${id("end")}" name="end" type="datetime-local">`)}
<div class="wide buttons">
<button name="status" value="accepted">Accept</button>
<button name="status" value="tentative">Maybe</button>
<button name="status" value="declined">Decline</button>
</div>
</form>`;
}
