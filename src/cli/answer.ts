import { answerAs, type Client } from "../clients/index.ts";
import { composeEmail } from "../email/compose/compose.ts";
import { isMessageId } from "../email/message-id.ts";
import { refusal, shown } from "../errors.ts";
import { addressKey } from "../event/address/address.ts";
import { defined } from "../input.ts";
import type { ItipMessage } from "../message/message.ts";
import { parseMessage } from "../message/parse.ts";
import { answer as plainAnswer } from "../reply/answer.ts";
import type { AnswerInput } from "../reply/answer-input.ts";
import { linkStatuses } from "../reply/link-answer.ts";
import { readInvitation } from "../reply/read-invitation.ts";
import { clientNames } from "./client-names.ts";
import { type Call, type Command, onlyWord, wrongUse } from "./command.ts";
import { type Input, openInput } from "./input.ts";
import type { Io } from "./io.ts";
import { printableLine } from "./printable.ts";
import { readNow } from "./read-now.ts";

const clients = clientNames.join(", ");

const help = `Usage: itip answer INVITE --as ADDRESS --status STATUS [options] > reply.eml

Writes the email with which somebody answers an invitation.

INVITE is an email or calendar text; - reads standard input.

Options:
  --as ADDRESS         who answers
  --name NAME          their name
  --status STATUS      accepted, tentative or declined
  --comment TEXT       a word to the organizer
  --propose START/END  another time: 2026-05-07T10:30/2026-05-07T11:30, in the event's zone
  --instance TIME      answers one occurrence of a series: its original start
  --client CLIENT      writes it as that calendar does:
                       ${clients}
  --locale TAG         language of the email's text
  --ics                writes the calendar text alone (not with --client)
  --now TIME           takes this for the present (RFC 3339)
  --help               shows this

Where ADDRESS is not among the guests, as when it is misspelt, a note on standard error says so; the email is
written all the same.

Exit status: 0 written, 2 wrong use, or an invitation that cannot be answered like that.
`;

/** `itip answer`: the email that answers an invitation, in plain words or as a certain calendar writes it. */
export const answer: Command = {
  summary: "write the email that answers an invitation",
  help,
  texts: ["as", "name", "status", "comment", "propose", "instance", "client", "locale", "now"],
  switches: ["ics"],
  places: {
    "as.email": "--as",
    "as.name": "--name",
    "as.status": "--status",
    "as.comment": "--comment",
    "as.proposal": "--propose",
    "as.instance": "--instance",
    "options.locale": "--locale",
    "options.now": "--now",
    "from.email": "--as",
    "to.email": "INVITE",
    request: "INVITE",
    message: "INVITE",
  },
  run: runAnswer,
};

async function runAnswer(call: Call): Promise<number> {
  const { io, text, has } = call;
  const as = readAnswer(call);
  const client = readClient(text("client"));
  const locale = text("locale");
  const present = defined({ now: readNow(text("now")) });
  const input = await openInput(io, onlyWord(call, "INVITE"));
  if (client !== undefined) {
    if (has("ics")) throw wrongUse("--ics", "must not be given with --client: a client writes whole emails");
    const options = { ...present, locale };
    io.out(answerAs(client, input.kind === "email" ? input.email : input.text, as, options).raw);
    noteStranger(io, requestIn(input), as.email);
    return 0;
  }
  const message = plainAnswer(requestIn(input), as, present);
  const invited = input.kind === "email" ? input.email.messageId : undefined;
  const headers = isMessageId(invited) ? { "In-Reply-To": invited, References: invited } : undefined;
  io.out(has("ics") ? message.ics : composeEmail(message, { headers, locale }).raw);
  noteStranger(io, requestIn(input), as.email);
  return 0;
}

/** Whose address is not among the guests may answer, but one letter too many makes a stranger of a guest. */
function noteStranger(io: Io, request: ItipMessage, email: string): void {
  const { guests = [], occurrences = [] } = readInvitation(request) ?? {};
  const everybody = [...guests, ...occurrences.flatMap((one) => one.guests)];
  const invited = new Set(everybody.map((guest) => guest.email));
  const keys = Array.from(invited, addressKey);
  if (keys.length === 0 || keys.includes(addressKey(email))) return;
  const names = [...invited].slice(0, 5).join(", ");
  io.err(
    printableLine(`itip answer: ${email} is not among the guests: ${names}${keys.length > 5 ? " …" : ""}`) +
      "\n",
  );
}

function readAnswer({ text }: Call): AnswerInput {
  const email = text("as");
  const status = linkStatuses.find((word) => word === text("status"));
  if (email === undefined) throw wrongUse("--as", "must be the address of the one who answers");
  if (status === undefined)
    throw wrongUse("--status", `must be accepted, tentative or declined, got ${shown(text("status"))}`);
  const [name, comment, instance] = [text("name"), text("comment"), text("instance")];
  const proposal = readProposal(text("propose"));
  return { email, status, ...defined({ name, comment, instance, proposal }) };
}

function readProposal(text: string | undefined): AnswerInput["proposal"] {
  if (text === undefined) return undefined;
  const [start, end, ...more] = text.split("/");
  if (start === undefined || end === undefined || more.length > 0) {
    const message = `must be START/END, such as 2026-05-07T10:30/2026-05-07T11:30, got ${shown(text)}`;
    throw wrongUse("--propose", message);
  }
  return { start, end };
}

function readClient(name: string | undefined): Client | undefined {
  const client = clientNames.find((known) => known === name);
  if (name !== undefined && client === undefined)
    throw wrongUse("--client", `must be one of ${clients}, got ${shown(name)}`);
  return client;
}

function requestIn(input: Input): ItipMessage {
  if (input.kind === "calendar") return parseMessage(input.text);
  const request = input.email.messages.find(({ method }) => method === "REQUEST");
  if (request !== undefined) return request;
  throw refusal("cannot-answer", "", "not-a-request", "there is no invitation in this email");
}
