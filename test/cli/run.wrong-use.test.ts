import { describe, expect, it } from "vitest";
import { itip } from "../support/fake-io.ts";
import { review } from "../support/fixtures/review-event.ts";

const event = { ...review, event: { ...review.event, recurrence: { rule: "FREQ=WEEKLY;COUNT=3" } } };
const files = { "event.json": JSON.stringify(event) };

async function errorOfAnswer(...more: string[]): Promise<string> {
  const { out: stdin } = await itip(["invite", "event.json"], { files });
  const who = more.includes("--as") ? [] : ["--as", "jane@example.test"];
  const { status, out, err } = await itip(["answer", "-", ...who, "--status", "accepted", ...more], {
    stdin,
  });
  expect({ status, out }).toEqual({ status: 2, out: "" });
  return err;
}

async function errorOfInvite(...more: string[]): Promise<string> {
  const { status, out, err } = await itip(["invite", "event.json", ...more], { files });
  expect({ status, out }).toEqual({ status: 2, out: "" });
  return err;
}

describe("an error about an option", () => {
  it.each([
    ["--propose", ["--instance", "2026-05-07T10:30", "--propose", "x/y"]],
    ["--propose", ["--instance", "2026-05-07T10:30", "--propose", "2026-05-08T10:30/2026-05-08T09:30"]],
    ["--instance", ["--instance", "soon"]],
    ["--instance", ["--instance", "2026-05-08T10:30"]],
    ["--instance", ["--client", "google", "--instance", "soon"]],
    ["--name", ["--name", "x".repeat(1_001)]],
    ["--as", ["--as", "jane"]],
    ["--as", ["--as", "jos\u00e9@example.test"]],
    ["--as", ["--client", "google", "--as", "jos\u00e9@example.test"]],
    ["--locale", ["--locale", "x!"]],
    ["--locale", ["--client", "google", "--locale", "x!"]],
    ["--comment", ["--client", "apple", "--comment", "x"]],
    ["--now", ["--now", "soon"]],
  ])("names %s as it was given", async (flag, argv) => {
    expect(await errorOfAnswer(...argv)).toMatch(
      new RegExp(`^itip answer: [a-z0-9-]+: ${flag}: [^\\n]+\\n$`),
    );
  });

  it.each([
    ["--time-zone", "X"],
    ["--locale", "x!"],
    ["--now", "soon"],
    ["--to", "nobody@example.test"],
    ["--out", ""],
  ])("names %s of an invitation", async (flag, value) => {
    expect(await errorOfInvite(flag, value)).toMatch(
      new RegExp(`^itip invite: invalid-argument: ${flag}: [^\\n]+\\n$`),
    );
  });

  it("asks for a time as somebody can write it, and not as a program has it", async () => {
    const said = "must be a time such as 2026-05-07T10:30:00, got";
    expect(await errorOfInvite("--now", "soon")).toContain(`--now: ${said} "soon"`);
    const stdin = JSON.stringify({ ...review, event: { ...review.event, start: "soon" } });
    expect((await itip(["invite", "-"], { stdin })).err).toContain(`event.start: ${said} "soon"`);
  });

  it.each(["show", "check"])("names the file in which itip %s finds nothing", async (command) => {
    const { status, err } = await itip([command, "empty.eml"], { files: { "empty.eml": "" } });
    expect(status).toBe(2);
    expect(err).toContain("empty.eml: must be an email, got nothing");
    expect(err).not.toContain("raw");
  });

  it("names the invitation where it is at fault", async () => {
    const { out } = await itip(["invite", "event.json", "--ics"], { files });
    const stdin = out.replace("METHOD:REQUEST", "METHOD:CANCEL");
    const { err } = await itip(["answer", "-", "--as", "jane@example.test", "--status", "accepted"], {
      stdin,
    });
    expect(err).toBe(
      'itip answer: cannot-answer: INVITE: must be REQUEST, which alone asks for an answer, got "CANCEL"\n',
    );
  });

  it("says how a value is given that begins with a dash", async () => {
    expect(await errorOfAnswer("--comment", "-5")).toBe(
      "itip answer: invalid-argument: --comment: its value is missing, or begins with a dash: then write --comment=-5\n",
    );
    const { out: stdin } = await itip(["invite", "event.json"], { files });
    const argv = [
      "answer",
      "-",
      "--as",
      "jane@example.test",
      "--status",
      "accepted",
      "--ics",
      "--comment=-5",
    ];
    expect((await itip(argv, { stdin })).out).toContain("COMMENT:-5\r\n");
    expect(await errorOfAnswer("--frob", "--comment", "-5")).toBe(
      "itip answer: invalid-argument: Unknown option '--frob'\n",
    );
  });
});

describe("itip help", () => {
  it.each(["invite", "answer", "show", "check"])("explains %s", async (command) => {
    const help = await itip(["help", command]);
    expect(help).toEqual(await itip([command, "--help"]));
    expect(help.out).toMatch(new RegExp(`^Usage: itip ${command} `));
  });

  it("knows no other command", async () => {
    expect((await itip(["help"])).out).toBe((await itip(["--help"])).out);
    expect(await itip(["help", "fly"])).toMatchObject({
      status: 2,
      out: "",
      err: "itip: invalid-argument: there is no command fly; itip --help lists them\n",
    });
  });
});

describe("an input that cannot be read", () => {
  it("is refused with `must be an email, got nothing` where the file is empty", async () => {
    const { status, err } = await itip(["check", "empty.eml"], { files: { "empty.eml": "" } });
    expect(status).toBe(2);
    expect(err).toContain("must be an email, got nothing");
  });

  it("is refused where standard input is named twice", async () => {
    const { status, err } = await itip(["check", "-", "-"], { stdin: "BEGIN:VCALENDAR" });
    expect(status).toBe(2);
    expect(err).toContain("standard input can be read once");
  });
});

it("help explains itself", async () => {
  const { status, out } = await itip(["help", "help"]);
  expect(status).toBe(0);
  expect(out).toContain("itip COMMAND");
});
