import { memoryStore } from "../../emulator/store.ts";
import { ItipError, shown } from "../../errors.ts";
import { parseEmailAddress } from "../../event/address/address.ts";
import { defined } from "../../input.ts";
import { currentTime } from "../../time/now.ts";
import { parseUrl } from "../../url.ts";
import { type Call, wrongUse } from "../command.ts";
import { readTextFile } from "../input.ts";
import type { Io } from "../io.ts";
import { printableLine } from "../printable.ts";
import { codeOf, messageOf } from "../system-error.ts";
import { fileStore } from "./house/file-store.ts";
import { type House, house } from "./house/house.ts";
import { type Answerer, readPeopleFile } from "./house/people-file.ts";
import { type Listener, listen } from "./listen.ts";
import { routes } from "./routes.ts";
import { type SmtpIn, smtpIn } from "./smtp-in.ts";
import { type SmtpOut, smtpOut } from "./smtp-out.ts";

/** The options of `itip serve`. */
interface Wishes {
  readonly port: number;
  readonly host: string;
  readonly secret: string;
  readonly organizer: string;
  readonly answerers: readonly Answerer[];
  readonly data: string | undefined;
  readonly smtpOut: { host: string; port: number } | undefined;
  readonly smtpIn: number | undefined;
}

/** `itip serve`: the Smart Invites service on this machine, until it is interrupted. */
export async function runServe(call: Call): Promise<number> {
  const { io } = call;
  const wishes = await readWishes(call);
  const running = await start(wishes, io);
  try {
    await io.untilStopped();
  } finally {
    await running.close();
  }
  return 0;
}

async function start(wishes: Wishes, io: Io): Promise<{ close(): Promise<void> }> {
  const tell = (line: string) => io.err(`itip serve: ${printableLine(line)}\n`);
  const mailOut = wishes.smtpOut === undefined ? undefined : await smtpOut(wishes.smtpOut);
  const store = wishes.data === undefined ? memoryStore() : await openFolder(wishes.data, tell);
  // A request that comes before the house is built waits for it: the house needs the server's address, known once it listens.
  let open: (handler: (request: Request) => Promise<Response>) => void = () => undefined;
  const handler = new Promise<(request: Request) => Promise<Response>>((resolve) => {
    open = resolve;
  });
  const web = await refusedBy("--port", () =>
    listen(async (request) => (await handler)(request), wishes.port, wishes.host),
  );
  const home = house({
    clientSecret: wishes.secret,
    organizer: { email: wishes.organizer, name: "Smart Invites" },
    store,
    answerers: wishes.answerers,
    url: web.url,
    now: () => currentTime(undefined),
    tell,
    ...defined({ mailOut: mailOut?.send }),
  });
  try {
    const mailIn = await openMailIn(wishes, home);
    await home.remember();
    open(routes(home));
    io.out(greeting(wishes, web, mailIn));
    return running(home, { web, mailIn, mailOut }, tell);
  } catch (error) {
    // A server that goes on listening would keep the command from ending.
    await web.close();
    throw error;
  }
}

async function openFolder(folder: string, tell: (line: string) => void) {
  const store = await refusedBy("--data", () => fileStore(folder));
  for (const { path, message } of await store.damaged()) tell(`${path} is left as it is: ${message}`);
  return store;
}

async function openMailIn({ smtpIn: port, host }: Wishes, home: House): Promise<SmtpIn | undefined> {
  if (port === undefined) return undefined;
  return refusedBy("--smtp-in", () =>
    smtpIn(port, host, async (raw, envelope) => {
      await home.receive(raw, envelope);
    }),
  );
}

/** Looks every second for answers and callbacks whose time has come. */
function running(
  home: House,
  doors: { web: Listener; mailIn: SmtpIn | undefined; mailOut: SmtpOut | undefined },
  tell: (line: string) => void,
): { close(): Promise<void> } {
  let ticking: Promise<void> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    ticking = home
      .tick()
      .catch((error: unknown) => tell(messageOf(error)))
      .finally(() => {
        isBusy = false;
      });
  }, 1_000);
  return {
    close: async () => {
      clearInterval(timer);
      await ticking;
      await doors.web.close();
      await doors.mailIn?.close();
      doors.mailOut?.close();
    },
  };
}

function greeting({ secret, smtpOut: out }: Wishes, { url }: Listener, mailIn: SmtpIn | undefined): string {
  const lines = [
    `Smart Invites at ${url}/v1/smart_invites (Authorization: Bearer ${printableLine(secret)})`,
    `What happens is shown at ${url}/`,
    ...(out === undefined ? [] : [`Mail goes out to ${out.host}:${out.port}`]),
    ...(mailIn === undefined ? [] : [`Mail comes in at port ${mailIn.port}`]),
    "Ctrl+C ends it.",
  ];
  return `${lines.join("\n")}\n`;
}

/** Reports an error of the operating system under the option that led to it. */
async function refusedBy<T>(option: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined || error instanceof ItipError) throw error;
    if (hostRefusals.has(code)) throw noHost();
    throw wrongUse(option, refusals.get(code) ?? `the system refused (${code})`);
  }
}

const hostRefusals = new Set(["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"]);

const refusals = new Map([
  ["EADDRINUSE", "the port is taken: choose another"],
  ["EACCES", "that is not allowed here"],
  ["EEXIST", "must be a folder, and a file stands in its place"],
  ["ENOTDIR", "must be a folder, and a file stands in its place"],
]);

async function readWishes(call: Call): Promise<Wishes> {
  const { io, text, words } = call;
  if (words[0] !== undefined) throw wrongUse(words[0], "itip serve takes options alone");
  const file = text("people");
  const answerers = file === undefined ? [] : readPeopleFile(await readTextFile(io, file), file);
  const organizer = text("organizer") ?? "organizer@example.com";
  if (parseEmailAddress(organizer) === undefined)
    throw wrongUse("--organizer", `must be an email address, got ${shown(organizer)}`);
  const secret = text("secret") ?? "secret";
  if (secret === "" || /[^ -~]/.test(secret))
    throw wrongUse("--secret", "must be printable ASCII, as a header can carry it");
  const smtpPort = text("smtp-in");
  return {
    port: readPort(text("port") ?? "8620", "--port"),
    host: readHost(text("host") ?? "127.0.0.1"),
    secret,
    organizer,
    answerers,
    data: text("data"),
    smtpOut: readServer(text("smtp-out")),
    smtpIn: smtpPort === undefined ? undefined : readPort(smtpPort, "--smtp-in"),
  };
}

/** What a URL cannot hold is refused before anything listens: with no host at all it would be every address of this machine. */
function readHost(text: string): string {
  if (parseUrl(`http://${text.includes(":") ? `[${text}]` : text}:1/`) === undefined) throw noHost();
  return text;
}

function noHost(): ItipError {
  return wrongUse("--host", "must be an address of this machine");
}

function readPort(text: string, option: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw wrongUse(option, `must be a port from 0 to 65535, got ${shown(text)}`);
}

function readServer(text: string | undefined): { host: string; port: number } | undefined {
  if (text === undefined) return undefined;
  const [, host = "", port = ""] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  if (host === "") throw wrongUse("--smtp-out", `must be HOST:PORT, got ${shown(text)}`);
  return { host: host.replace(/^\[(.*)\]$/, "$1"), port: readPort(port, "--smtp-out") };
}
