import { composeEmail } from "../email/compose/compose.ts";
import { addressKey } from "../event/address/address.ts";
import { inputOf, readInviteInput } from "../event/read-invite.ts";
import { createInvite } from "../invite/organize/create.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import { type Call, type Command, onlyWord, wrongUse } from "./command.ts";
import { fileNames } from "./file-names.ts";
import { parseJson, readTextFile } from "./input.ts";
import type { Io } from "./io.ts";
import { printableLine } from "./printable.ts";
import { readNow } from "./read-now.ts";
import { codeOf } from "./system-error.ts";

const help = `Usage: itip invite EVENT.json [options] > invite.eml

Writes the invitation email for an event.

EVENT.json holds { "id", "organizer": { "email", "name"? }, "recipients": [{ "email", "name"? }],
"event": { "summary", "start", "end", "tzid"?, … } }; - reads it from standard input.

Options:
  --to ADDRESS       of several recipients, the one whose email is written
  --out FOLDER       writes every recipient's email into a folder, ADDRESS.eml each;
                     where two would have the same name, ADDRESS-2.eml
  --ics              writes the calendar text alone
  --locale TAG       language of the email's text: en, de, fr, es, nl, pt, it, ja
  --time-zone ZONE   shows times in this zone beside the event's own
  --now TIME         takes this for the present (RFC 3339)
  --help             shows this

Exit status: 0 written, 2 wrong use, an event that nobody can be invited to, or a file that cannot be read
or written.
`;

/** `itip invite`: an event in JSON becomes invitation emails. */
export const invite: Command = {
  summary: "write the invitation email for an event",
  help,
  texts: ["to", "out", "locale", "time-zone", "now"],
  switches: ["ics"],
  places: {
    "options.locale": "--locale",
    "options.timeZone": "--time-zone",
    "options.now": "--now",
    "from.email": "organizer.email",
    "to.email": "recipients",
  },
  run: runInvite,
};

async function runInvite(call: Call): Promise<number> {
  const { io, text } = call;
  const file = onlyWord(call, "EVENT.json");
  const input = inputOf(readInviteInput(parseJson(await readTextFile(io, file), file)));
  const now = readNow(text("now"));
  const { messages } = createInvite(input, { now });
  const [folder, to] = [text("out"), text("to")];
  // As an empty variable of a shell gives it: the emails would stand at the root of the disk.
  if (folder === "") throw wrongUse("--out", "must be a folder, got nothing");
  if (folder === undefined) {
    io.out(written(chosen(messages, to), call));
    return 0;
  }
  const wanted = to === undefined ? messages : [chosen(messages, to)];
  const addresses = wanted.map((message) => message.to.email);
  const names = fileNames(addresses, call.has("ics") ? "ics" : "eml");
  for (const [index, message] of wanted.entries()) {
    const path = `${folder}/${names[index]}`;
    await writeOut(io, path, written(message, call));
    io.err(`${printableLine(path)}\n`);
  }
  return 0;
}

async function writeOut(io: Io, path: string, text: string): Promise<void> {
  try {
    await io.writeFile(path, text);
  } catch (error) {
    const code = codeOf(error) ?? "unwritable";
    const inTheWay = "must be a path in a folder: a file stands where the folder is needed";
    const message = { EEXIST: inTheWay, ENOTDIR: inTheWay, EISDIR: "must be a file, got a folder" }[code];
    throw wrongUse(path, message ?? `it cannot be written (${code})`);
  }
}

/** The message for the one recipient, or for the one named. */
function chosen(messages: readonly OutgoingMessage[], to: string | undefined): OutgoingMessage {
  const [first] = messages;
  if (to === undefined && messages.length === 1 && first !== undefined) return first;
  if (to === undefined) {
    const message = `must be one, got ${messages.length}: choose one with --to, or take all with --out`;
    throw wrongUse("recipients", message);
  }
  const named = messages.find((message) => addressKey(message.to.email) === addressKey(to));
  if (named === undefined) throw wrongUse("--to", "must be the address of somebody who is invited");
  return named;
}

function written(message: OutgoingMessage, { text, has }: Call): string {
  if (has("ics")) return message.ics;
  return composeEmail(message, { locale: text("locale"), timeZone: text("time-zone") }).raw;
}
