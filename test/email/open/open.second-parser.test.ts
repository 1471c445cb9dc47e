import fc from "fast-check";
import { simpleParser } from "mailparser";
import { createTransport } from "nodemailer";
import { expect, it } from "vitest";
import { openEmail } from "../../../src/email/open/open.ts";
import { calendarText } from "../../support/fixtures/outgoing.ts";
import { runs } from "../../support/runs.ts";

const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });

const words = fc
  .string({
    unit: fc.constantFrom("a", "b", " ", "é", "日", "🎉", "=", "_", ",", '"', "<", "\\", "-"),
    minLength: 1,
    maxLength: 60,
  })
  .map((text) => text.replace(/\s+/g, " ").trim())
  .filter((text) => text !== "");

const encodings = fc.constantFrom(undefined, "base64", "quoted-printable");

it("opens what Nodemailer builds as mailparser does, however it is nested and encoded", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        name: words,
        subject: words,
        text: words,
        summary: words,
        html: fc.boolean(),
        attached: fc.boolean(),
        related: fc.boolean(),
        textEncoding: encodings,
        junk: fc.uint8Array({ minLength: 1, maxLength: 300 }),
      }),
      async (given) => {
        const ics = calendarText("REPLY", given.summary.replace(/[,\\]/g, "\\$&"));
        const { message } = await transport.sendMail({
          from: { name: given.name, address: "jane@example.test" },
          to: "org@example.test",
          date: new Date("2026-05-01T09:00:00Z"),
          subject: given.subject,
          text: given.text,
          ...(given.html ? { html: `<p>${given.text.replaceAll("<", "&lt;")}</p>` } : {}),
          ...(given.textEncoding === undefined ? {} : { textEncoding: given.textEncoding }),
          icalEvent: { method: "REPLY", content: ics },
          attachments: [
            ...(given.attached ? [{ filename: "scan.bin", content: Buffer.from(given.junk) }] : []),
            ...(given.related
              ? [{ filename: "logo.png", cid: "logo", content: Buffer.from(given.junk) }]
              : []),
          ],
        });
        if (!Buffer.isBuffer(message)) throw new Error("no buffer");
        const [ours, theirs] = await Promise.all([openEmail(message), simpleParser(message)]);
        expect(ours.from?.email).toBe(theirs.from?.value[0]?.address);
        expect(ours.from?.name ?? "").toBe((theirs.from?.value[0]?.name ?? "").replace(/\s+/g, " ").trim());
        expect(ours.subject).toBe(theirs.subject);
        expect(ours.date).toBe("2026-05-01T09:00:00Z");
        expect(ours.text).toBe(theirs.text?.trim());
        const calendars = theirs.attachments.filter((each) => /calendar|ics/.test(each.contentType));
        expect(calendars.map((each) => each.content.toString("utf8"))).toEqual([ics, ics]);
        expect(ours.messages.map(({ method, uid }) => [method, uid])).toEqual([
          ["REPLY", "budget-7f3a@example.test"],
        ]);
        expect(ours.problems).toEqual([]);
      },
    ),
    { numRuns: runs(200, "exchange") },
  );
});
