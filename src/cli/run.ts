import { parseArgs } from "node:util";
import { ItipError, type Problem } from "../errors.ts";
import { answer } from "./answer.ts";
import { check } from "./check.ts";
import { type Command, wrongUse } from "./command.ts";
import { invite } from "./invite.ts";
import type { Io } from "./io.ts";
import { printableLine } from "./printable.ts";
import { serve } from "./serve.ts";
import { show } from "./show.ts";
import { codeOf } from "./system-error.ts";
import { inUsersWords } from "./users-words.ts";

const commands: ReadonlyMap<string, Command> = new Map([
  ["invite", invite],
  ["answer", answer],
  ["show", show],
  ["check", check],
  ["serve", serve],
]);

const help = `Usage: itip COMMAND …

${[...commands].map(([name, { summary }]) => `  ${name.padEnd(8)}${summary}`).join("\n")}

itip help COMMAND, or itip COMMAND --help, says more. In place of a file, - reads standard input.
Exit status: 0 all is well, 1 findings of severity error or nothing to show, 2 wrong use, unreadable input or
output that cannot be written.
`;

/**
 * Runs one command line.
 *
 * @param argv what stands behind `itip`
 * @returns the exit status; errors are told on standard error, each fault on a line of its own that has the code, and only the first of many
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const [name = "", ...args] = argv;
  const command = commands.get(name);
  if (command !== undefined) return runCommand(name, command, args, io);
  if (name === "--version") {
    io.out(`${await io.readVersion()}\n`);
    return 0;
  }
  if (name === "--help" || name === "-h" || name === "help") {
    const [about] = args;
    const asked = about === undefined ? undefined : commands.get(about);
    if (about !== undefined && about !== "help" && asked === undefined) return refuseCommand(about, io);
    io.out(asked?.help ?? help);
    return 0;
  }
  return refuseCommand(name, io);
}

function refuseCommand(name: string, io: Io): number {
  const what = name === "" ? "a command is missing" : `there is no command ${printableLine(name)}`;
  io.err(`itip: invalid-argument: ${what}; itip --help lists them\n`);
  return 2;
}

async function runCommand(name: string, command: Command, args: string[], io: Io): Promise<number> {
  try {
    const { values, positionals } = readArguments(command, args);
    if (values.help === true) {
      io.out(command.help);
      return 0;
    }
    const text = (option: string) => {
      const value = values[option];
      return typeof value === "string" ? value : undefined;
    };
    return await command.run({ io, words: positionals, text, has: (option) => values[option] === true });
  } catch (error) {
    if (!(error instanceof ItipError)) throw error;
    const { code, problems } = inUsersWords(error, command.places ?? {});
    for (const fault of toldFaults(problems)) io.err(`itip ${name}: ${printableLine(`${code}: ${fault}`)}\n`);
    return 2;
  }
}

/** As many faults as a person reads: a list of guests can have thousands. */
const mostFaults = 20;

function toldFaults(problems: readonly Problem[]): string[] {
  const first = problems.slice(0, mostFaults);
  const told = first.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  return problems.length > mostFaults ? [...told, `(and ${problems.length - mostFaults} more)`] : told;
}

function readArguments(
  { texts, switches = [] }: Command,
  args: string[],
): { values: Readonly<Record<string, unknown>>; positionals: string[] } {
  const options = Object.fromEntries([
    ...texts.map((name) => [name, { type: "string" as const }]),
    ...switches.map((name) => [name, { type: "boolean" as const }]),
    ["help", { type: "boolean" as const, short: "h" }],
  ]);
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // Node explains at length how such a value could be meant; the first sentence says what is wrong.
    const message = error instanceof Error ? (error.message.split(/\. |\n/, 1)[0] ?? "") : "";
    const hint =
      codeOf(error) === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE" ? dashedValue(texts, args) : undefined;
    throw hint ?? wrongUse("", message);
  }
}

/** An option with a value that could be an option: `--comment -5`. */
function dashedValue(texts: readonly string[], args: readonly string[]): ItipError | undefined {
  for (const [index, arg] of args.entries()) {
    if (arg === "--") return undefined;
    const value = args[index + 1] ?? "";
    const name = arg.startsWith("--") ? arg.slice(2) : "";
    if (!texts.includes(name) || !/^-./s.test(value)) continue;
    return wrongUse(arg, `its value is missing, or begins with a dash: then write ${arg}=${value}`);
  }
  return undefined;
}
