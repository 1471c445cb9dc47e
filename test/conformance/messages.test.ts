import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkMessage } from "../../src/check/check.ts";
import type { Finding } from "../../src/finding.ts";
import { formatMessage } from "../../src/message/format.ts";
import { parseMessage } from "../../src/message/parse.ts";

const root = new URL("../../fixtures/", import.meta.url);
const names = readdirSync(new URL("messages/", root)).sort();

interface Expected {
  method?: string;
  kind: string;
  uid: string;
  components: number;
  findings: Omit<Finding, "message">[];
}

const read = (name: string, file: string) => readFileSync(new URL(`messages/${name}/${file}`, root), "utf8");

function sorted(findings: readonly Omit<Finding, "message">[]): unknown[] {
  return findings
    .map(({ severity, code, path, line, reference }) => ({ severity, code, path, line, reference }))
    .sort((a, b) => `${a.path} ${a.code}`.localeCompare(`${b.path} ${b.code}`));
}

describe("fixtures/messages", () => {
  it("is listed in the README of the fixtures", () => {
    const readme = readFileSync(new URL("README.md", root), "utf8");
    const section = readme.split(/^## /m).find((text) => text.startsWith("messages:")) ?? "";
    expect([...section.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]).sort()).toEqual(names);
  });

  it.each(names)("%s", (name) => {
    const text = read(name, "input.ics");
    const { findings, ...expected }: Expected = JSON.parse(read(name, "expected.json"));
    const message = parseMessage(text);
    const { method, kind, uid, components } = message;
    expect({ ...(method === undefined ? {} : { method }), kind, uid, components: components.length }).toEqual(
      expected,
    );
    expect(sorted(checkMessage(text))).toEqual(sorted(findings));
    expect(unfolded(formatMessage(message))).toBe(unfolded(text));
  });
});

/** Line ends and folds are the writer's. */
function unfolded(text: string): string {
  return text.replace(/\r?\n/g, "\r\n").replaceAll("\r\n ", "");
}
