import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type ComposeOptions, composeEmail, type OutgoingMessage } from "../../src/index.ts";

const folder = new URL("../../fixtures/outgoing/", import.meta.url);
const cases = readdirSync(folder);

interface Input {
  message: OutgoingMessage;
  options: Omit<ComposeOptions, "date"> & { date?: string };
}

function readInput(name: string): Input {
  const input: Input = JSON.parse(readFileSync(new URL(`${name}/input.json`, folder), "utf8"));
  return input;
}

describe("fixtures/outgoing", () => {
  it.each(cases)("%s", (name) => {
    const { message, options } = readInput(name);
    const { date, ...rest } = options;
    const email = composeEmail(message, { ...rest, ...(date === undefined ? {} : { date: new Date(date) }) });
    const [outer = "", inner = ""] = [...email.raw.matchAll(/boundary="([^"]+)"/g)].map((match) => match[1]);
    const expected = readFileSync(new URL(`${name}/expected.eml`, folder), "utf8")
      .replaceAll("{{OUTER}}", outer)
      .replaceAll("{{INNER}}", inner)
      .replaceAll("{{MESSAGE_ID}}", email.messageId);
    expect(email.raw).toBe(expected);
  });

  it("are listed on the fixtures' page", () => {
    const page = readFileSync(new URL("../README.md", folder), "utf8");
    for (const name of cases) expect(page).toContain(`\`${name}\``);
    expect(cases.length).toBeGreaterThanOrEqual(5);
  });
});
