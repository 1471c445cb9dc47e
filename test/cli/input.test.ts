import { describe, expect, it } from "vitest";
import { itip } from "../support/fake-io.ts";

const now = ["--now", "2027-05-01T09:00:00Z"];
const event = JSON.stringify({
  id: "tea",
  organizer: { email: "planner@example.com" },
  recipients: [{ email: "jane@example.test" }],
  event: { summary: "Gebäck", start: "2027-06-10T10:00", end: "2027-06-10T11:00", tzid: "Europe/London" },
});
const invited = async (options: string[] = []) =>
  (await itip(["invite", "event.json", ...options, ...now], { files: { "event.json": event } })).out;

/** UTF-16 as PowerShell 5 (`>`) and Notepad ("Unicode") write it: a byte order mark first. */
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
const forms = {
  "UTF-8 behind a byte order mark": (text: string) => `\ufeff${text}`,
  "UTF-16, little end first": utf16,
  "UTF-16, big end first": (text: string) => new Uint8Array(Buffer.from(utf16(text)).swap16()),
  "the Latin-1 of Windows": (text: string) => new Uint8Array(Buffer.from(text, "latin1")),
} as const;

describe.each(Object.entries(forms))("a file in %s", (_name, form) => {
  it("is the event that it says", async () => {
    const { status, out } = await itip(["invite", "e.json", ...now], { files: { "e.json": form(event) } });
    expect([status, out]).toEqual([0, await invited()]);
  });

  it.each([[[]], [["--ics"]]])("is the invitation that `itip invite %j` wrote", async (options) => {
    const files = { mine: form(await invited(options)), plain: await invited(options) };
    const answer = ["--as", "jane@example.test", "--status", "accepted", "--ics", ...now];
    const answered = await itip(["answer", "mine", ...answer], { files });
    expect([answered.status, answered.err]).toEqual([0, ""]);
    expect(answered.out).toBe((await itip(["answer", "plain", ...answer], { files })).out);
    expect((await itip(["show", "mine"], { files })).out).toContain("Gebäck");
  });
});

describe("itip check says of calendar text", () => {
  // RFC 5545 section 3.1.4: UTF-8.
  it.each([
    ["UTF-8 behind a byte order mark", 0, "byte-order-mark"],
    ["UTF-16, little end first", 1, "charset-not-utf-8"],
    ["UTF-16, big end first", 1, "charset-not-utf-8"],
    ["the Latin-1 of Windows", 1, "charset-not-utf-8"],
  ] as const)("that it is in %s", async (name, status, code) => {
    const files = { "a.ics": forms[name](await invited(["--ics"])) };
    const checked = await itip(["check", "a.ics"], { files });
    expect([checked.status, checked.out]).toEqual([status, expect.stringContaining(`[${code}]`)]);
    expect(checked.out.trim().split("\n")).toHaveLength(1);
  });
});
