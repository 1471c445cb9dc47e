import { checkMessage } from "../check/check.ts";
import { type CheckedClient, checkedClients } from "../check/rules/client.table.ts";
import { ItipError } from "../errors.ts";
import { type Finding, finding } from "../finding.ts";
import { checkRawEmail, type PlacedFinding } from "./check-raw-email.ts";
import { type Call, type Command, wrongUse } from "./command.ts";
import { openInput } from "./input.ts";
import type { Io } from "./io.ts";
import { coloured, printableJson, printableLine } from "./printable.ts";

const help = `Usage: itip check FILE… [options]

Holds emails and calendar text against RFC 5545, RFC 5546 and RFC 6047, and names the section of every rule that is broken.

FILE is an email (.eml) or calendar text (.ics); - reads standard input.

Options:
  --json    as JSON: [{ "file", "code", "severity", "message", "path", "line"?, "part"?, "reference" }, …]
  --for     calendars that have to understand it, separated by commas: outlook, google, apple
  --quiet   errors only
  --help    shows this

A line is counted in the file. Where a part of an email has other lines once it is decoded (base64, quoted-printable), it
is counted there, and the part is named: "mail.eml part 1.3, line 4", as JSON { "part": "1.3", "line": 4 }.

Exit status: 0 no error, 1 findings of severity error, 2 wrong use or a file that cannot be read.
`;

/** How a file is to be looked at. */
interface Manner {
  readonly quiet: boolean;
  readonly clients: readonly CheckedClient[];
}

/** What became of one file. */
interface Checked {
  readonly file: string;
  readonly findings: readonly PlacedFinding[];
  /** Why it could not be checked. */
  readonly failure?: string;
}

/** `itip check`: what breaks a rule, and which. */
export const check: Command = {
  summary: "hold emails and calendar text against the RFCs",
  help,
  texts: ["for"],
  switches: ["json", "quiet"],
  run: runCheck,
};

async function runCheck(call: Call): Promise<number> {
  const { io, words, has } = call;
  const clients = clientsOf(call.text("for"));
  if (words.length === 0) throw wrongUse("", "FILE is missing; - reads standard input");
  if (words.filter((word) => word === "-").length > 1) throw wrongUse("-", "standard input can be read once");
  const all: Checked[] = [];
  for (const [index, file] of words.entries()) {
    progress(io, index, words);
    const checked = await checkFile(io, file, { quiet: has("quiet"), clients });
    endProgress(io, words);
    all.push(checked);
    if (checked.failure !== undefined) io.err(`itip check: ${checked.failure}\n`);
    else if (!has("json")) io.out(checked.findings.map((finding) => lineFor(io, file, finding)).join(""));
  }
  if (has("json")) io.out(`${printableJson(all.flatMap(withFile))}\n`);
  else if (words.length > 1) io.err(`${summaryOf(all)}\n`);
  if (all.some(({ failure }) => failure !== undefined)) return 2;
  return all.some(({ findings }) => findings.some(({ severity }) => severity === "error")) ? 1 : 0;
}

/** The calendars of `--for`. */
function clientsOf(given: string | undefined): CheckedClient[] {
  if (given === undefined) return [];
  const names = given.split(",").map((name) => name.trim().toLowerCase());
  return names.map((name) => {
    const known = checkedClients.find((client) => client === name);
    if (known !== undefined) return known;
    const got = name === "" ? "nothing" : printableLine(name);
    throw wrongUse("--for", `must be one of ${checkedClients.join(", ")}, got ${got}`);
  });
}

function withFile({ file, findings }: Checked): (PlacedFinding & { file: string })[] {
  return findings.map((finding) => ({ file, ...finding }));
}

/** On a terminal one line that is written over, in a log a line a file; nothing for a single file. */
function progress(io: Io, index: number, files: readonly string[]): void {
  if (files.length < 2) return;
  const line = `[${index + 1}/${files.length}] ${printableLine(files[index] ?? "")}`;
  // A line that is broken in two cannot be cleared; narrower than this is hardly a terminal.
  io.err(io.terminal.err ? line.slice(0, 79) : `${line}\n`);
}

/** What is printed next begins on a line of its own. */
function endProgress(io: Io, files: readonly string[]): void {
  if (files.length > 1 && io.terminal.err) io.err("\r\u001b[K");
}

async function checkFile(io: Io, file: string, { quiet, clients }: Manner): Promise<Checked> {
  try {
    const input = await openInput(io, file);
    const findings =
      input.kind === "email"
        ? checkRawEmail(input.bytes, input.email, clients)
        : [...foundInCharset(input.charset), ...checkMessage(input.text, { clients })];
    return { file, findings: quiet ? findings.filter(({ severity }) => severity === "error") : findings };
  } catch (error) {
    if (!(error instanceof ItipError)) throw error;
    const named = error.problems.some(({ path }) => path === file);
    const failure = printableLine(named ? error.message : `${file}: ${error.message}`);
    return { file, findings: [], failure };
  }
}

function foundInCharset(charset: string): Finding[] {
  if (charset === "utf-8") return [];
  const values = { charset: `the charset ${charset}` };
  const reference = "RFC 5545 section 3.1.4";
  return [finding({ code: "charset-not-utf-8", at: { path: "VCALENDAR" }, values, reference })];
}

function lineFor(io: Io, file: string, finding: PlacedFinding): string {
  const { severity, code, message, path, reference } = finding;
  const grave = coloured(io, severity, severity);
  const where = coloured(io, "dim", printableLine(`${path} [${code}]`));
  return `${printableLine(lineIn(file, finding))}: ${grave}: ${printableLine(message)} (${reference}) ${where}\n`;
}

function lineIn(file: string, { line, part }: PlacedFinding): string {
  if (line === undefined || line === 0) return file;
  return part === undefined ? `${file}:${line}` : `${file} part ${part}, line ${line}`;
}

function summaryOf(all: readonly Checked[]): string {
  const count = (severity: Finding["severity"]) =>
    all.reduce((sum, { findings }) => sum + findings.filter((each) => each.severity === severity).length, 0);
  const unreadable = all.filter(({ failure }) => failure !== undefined).length;
  const counted = [
    [count("error"), "error"],
    [count("warning"), "warning"],
    [count("info"), "hint"],
  ] as const;
  const words = counted.map(([number, word]) => `${number} ${word}${number === 1 ? "" : "s"}`).join(", ");
  return `${all.length} files: ${words}${unreadable === 0 ? "" : `; ${unreadable} unreadable`}`;
}
