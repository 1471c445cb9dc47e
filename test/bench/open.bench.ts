import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";
import { openEmail, readReplies } from "../../src/index.ts";
import { bench, describe, goal } from "./bench.ts";
import { byIcal, byNodeIcal } from "./read.bench.ts";
import { replies, replyEmailOf } from "./replies.ts";

for (const [client, text] of Object.entries(replies)) {
  const raw = new TextEncoder().encode(replyEmailOf(text));

  describe(`open an email and get the answer, ${client}`, () => {
    bench("itip", async () => (await openEmail(raw)).messages.map(readReplies));
    bench("mailparser and node-ical", async () => {
      const { attachments } = await simpleParser(Buffer.from(raw));
      const part = attachments.find(({ contentType }) => contentType === "text/calendar");
      return byNodeIcal(part?.content.toString("utf8") ?? "");
    });
    bench("postal-mime and ical.js", async () => {
      const { attachments } = await PostalMime.parse(raw, { attachmentEncoding: "utf8" });
      const part = attachments.find(({ mimeType }) => mimeType === "text/calendar");
      return byIcal(String(part?.content));
    });
    goal({ kind: "times", than: "mailparser and node-ical", times: 10 });
    goal({ kind: "times", than: "postal-mime and ical.js", times: 5 });
  });
}
