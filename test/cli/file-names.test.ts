import fc from "fast-check";
import { expect, it } from "vitest";
import { fileNames } from "../../src/cli/file-names.ts";
import { anyCharacter } from "../support/arbitrary/letters.ts";
import { itip } from "../support/fake-io.ts";

it("writes two people's mails into two files, whatever their addresses have in common", async () => {
  const event = {
    id: "review",
    organizer: { email: "planner@example.com" },
    recipients: ["a!b@example.com", "a#b@example.com", "A$B@example.com"].map((email) => ({ email })),
    event: { summary: "Budget review", start: "2026-05-07T10:30:00Z", end: "2026-05-07T11:30:00Z" },
  };
  const files = { "event.json": JSON.stringify(event) };
  const { written, status } = await itip(["invite", "event.json", "--out", "mails"], { files });
  expect(status).toBe(0);
  expect(Object.keys(written)).toEqual([
    "mails/a_b@example.com.eml",
    "mails/a_b@example.com-2.eml",
    "mails/A_B@example.com-3.eml",
  ]);
  expect(Object.values(written).map((email) => /^To: <?(.*?)>?$/m.exec(email)?.[1]?.trim())).toEqual([
    "a!b@example.com",
    "a#b@example.com",
    "A$B@example.com",
  ]);
});

it("gives nobody a numbered name that is another person's own", () => {
  expect(fileNames(["x", "X", "x-2", "x"], "eml")).toEqual(["x.eml", "X-2.eml", "x-2-2.eml", "x-3.eml"]);
  expect(fileNames(["x-2", "x", "x"], "ics")).toEqual(["x-2.ics", "x.ics", "x-3.ics"]);
});

it("gives as many names as there are addresses, no two alike in lower case, and none that leaves the folder", () => {
  const addresses = fc.array(
    fc.oneof(fc.stringMatching(/^[aA!#-][2-]{0,3}$/), fc.string({ unit: anyCharacter })),
  );
  fc.assert(
    fc.property(addresses, (list) => {
      const names = fileNames(list, "eml");
      expect(names).toHaveLength(list.length);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(list.length);
      for (const name of names) expect(name).toMatch(/^[A-Za-z0-9@._+-]*\.eml$/);
    }),
  );
});

it("gives names that are no longer than file systems take, and still distinct", () => {
  const long = `${"a".repeat(64)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.example`;
  const names = fileNames([long, `${long}.com`], "eml");
  expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(255);
  expect(new Set(names).size).toBe(2);
});
