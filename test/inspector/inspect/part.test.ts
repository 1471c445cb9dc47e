import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { composeEmail, createInvite } from "../../../src/index.ts";
import { exampleEmails, exampleEvent } from "../../../src/inspector/example.ts";
import { leavesOf, readParts, textOfPart } from "../../../src/inspector/inspect/part.ts";

const now = new Date("2027-05-01T09:00:00Z");

describe("The parts of an email", () => {
  it("are read as postal-mime reads them", async () => {
    const [message] = createInvite(exampleEvent(now), { now }).messages;
    if (message === undefined) throw new Error("there is no message");
    const raws = [...exampleEmails(now).map(({ raw }) => raw), composeEmail(message, { locale: "ja" }).raw];
    for (const raw of raws) {
      const email = await PostalMime.parse(raw);
      const leaves = leavesOf(readParts(raw));
      const textOfType = (type: string) =>
        leaves.filter((leaf) => leaf.type === type).map(textOfPart)[0] ?? "";
      const even = (text: string) => text.replace(/\r\n/g, "\n").trimEnd();
      expect(even(textOfType("text/plain"))).toBe(even(email.text ?? ""));
      expect(even(textOfType("text/html"))).toBe(even(email.html ?? ""));
      expect(leaves.filter(({ type }) => /calendar|ics/.test(type)).length).toBe(email.attachments.length);
    }
  });

  it("are no more than the tree can show, and end with the email", () => {
    const nested = Array.from(
      { length: 30 },
      (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n`,
    );
    expect(leavesOf(readParts(nested.join("")))).toHaveLength(1);
    expect(
      leavesOf(readParts(`Content-Type: multipart/mixed; boundary=b\n\n${"--b\n\nx\n".repeat(500)}`)),
    ).toHaveLength(100);
    expect(readParts("")).toMatchObject({ type: "text/plain", parts: [], body: "" });
  });
});
