import fc from "fast-check";
import PostalMime from "postal-mime";
import { expect, it } from "vitest";
import { unflow } from "../../../src/email/text/unflow.ts";
import { runs } from "../../support/runs.ts";

it.each([
  ["One \r\nline.\r\nTwo.\r\n", false, "One line.\nTwo.\n"],
  ["One l \r\nine.", true, "One line."],
  // Section 4.4: a blank in front of a line is there to protect it.
  ["  indented\r\n >not quoted", false, " indented\n>not quoted"],
  // Section 4.3: the line above a signature ends with a blank and does not flow.
  ["Bye\r\n-- \r\nJane", false, "Bye\n-- \nJane"],
])("%j unfolded is its paragraphs", (text, delsp, expected) => {
  expect(unflow(text, delsp)).toBe(expected);
});

it("is as postal-mime unfolds lines that are not empty", async () => {
  const line = fc.stringMatching(/^ ?[a-z>][a-z ]{0,5}$/);
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), fc.boolean(), async (lines, delsp) => {
      const text = lines.join("\r\n");
      const mail = `Content-Type: text/plain; format=flowed; delsp=${delsp ? "yes" : "no"}\r\n\r\n${text}`;
      const theirs = (await PostalMime.parse(mail)).text ?? "";
      expect(unflow(text, delsp).trimEnd()).toBe(theirs.trimEnd());
    }),
    { numRuns: runs(200) },
  );
});
