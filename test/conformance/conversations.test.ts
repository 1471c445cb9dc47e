import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { playConversation, readConversation } from "../support/oracle/conversation.ts";

const folder = "fixtures/conversations";
const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));

describe("conversations", () => {
  it("are all there", () => {
    expect(files.length).toBeGreaterThanOrEqual(40);
  });

  it.each(files)("%s", (file) => {
    const steps = readConversation(readFileSync(`${folder}/${file}`, "utf8"));
    expect(steps.length).toBeGreaterThan(2);
    playConversation(steps);
  });
});
