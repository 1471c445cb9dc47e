import { fromPostmark } from "../../src/inbound/index.ts";
import { authenticationOf, createInvite, receive } from "../../src/index.ts";
import { review } from "../support/fixtures/review-event.ts";
import { bench, describe, goal } from "./bench.ts";
import { replies, replyEmailOf } from "./replies.ts";

const { invite } = createInvite(
  {
    ...review,
    uid: "budget-review-7f3a@example.com",
  },
  { now: new Date("2026-04-20T08:00:00Z") },
);
const now = new Date("2026-05-02T08:00:00Z");

/** What Postmark posts for Jane's answer, taken apart. */
const body = {
  FromFull: { Email: "jane@example.test", Name: "Jane Doe" },
  To: "planner@example.com",
  OriginalRecipient: "planner@example.com",
  Subject: "Accepted: Budget review",
  Date: "Fri, 1 May 2026 10:00:00 +0100",
  TextBody: "Jane has accepted.",
  Headers: [
    { Name: "X-Spam-Tests", Value: "DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU,SPF_PASS" },
    {
      Name: "Received-SPF",
      Value: "Pass (sender SPF authorized) identity=mailfrom; envelope-from=jane@example.test",
    },
    { Name: "Message-ID", Value: "<1@example.test>" },
  ],
  Attachments: [
    {
      Name: "invite.ics",
      ContentType: "text/calendar",
      Content: Buffer.from(replies.google).toString("base64"),
    },
  ],
};
const posted = JSON.stringify(body);

describe("a parsed webhook becomes an answer with a verdict", () => {
  bench("itip", async () => {
    const { email, authentication } = await fromPostmark(JSON.parse(posted));
    return receive(invite, email, { authentication, now });
  });
  goal({ kind: "milliseconds", atMost: 0.5 });
});

const judged = [
  "Received: from mail.example.test (mail.example.test [192.0.2.1]) by mx.example.net with ESMTPS id 1; Fri, 1 May 2026 10:00:00 +0000",
  "Authentication-Results: mx.example.net;",
  " dkim=pass header.i=@example.test header.s=mail header.b=Ab1Cd2Ef;",
  " spf=pass (mx.example.net: domain of jane@example.test) smtp.mailfrom=jane@example.test;",
  " dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=example.test",
  replyEmailOf(replies.google),
].join("\r\n");

describe("the verdict on the author of a raw email", () => {
  bench("itip", () => authenticationOf(judged, { servers: ["mx.example.net"] }));
  goal({ kind: "milliseconds", atMost: 0.1 });
});
