import PostalMime from "postal-mime";
import { composeEmail } from "../../src/email/compose/compose.ts";
import { openEmail } from "../../src/email/open/open.ts";
import { ItipError } from "../../src/errors.ts";
import { calendarText, outgoing } from "../support/fixtures/outgoing.ts";
import { emailOf, multipartOf, part, replyPart, textPart } from "../support/fixtures/raw-email.ts";
import { bench, describe } from "./bench.ts";

const tenMegabytes = 10 * 1024 * 1024;
const bytes = (text: string) => new TextEncoder().encode(text);
const fill = (piece: string) => piece.repeat(Math.floor(tenMegabytes / piece.length));
const mixed = (...parts: string[]) => bytes(emailOf(multipartOf("mixed", "a", parts)));
const calendar = (body: string, encoding = "8bit") =>
  part({ "Content-Type": "text/calendar; method=REPLY", "Content-Transfer-Encoding": encoding }, body);

const message = outgoing();
const reply = mixed(textPart, replyPart);
const attachment = part(
  { "Content-Type": "application/pdf; name=a.pdf", "Content-Transfer-Encoding": "base64" },
  fill(`${"A".repeat(76)}\r\n`),
);
const beside = mixed(textPart, replyPart, attachment);

describe("everyday mail", () => {
  bench("compose an invitation", () => void composeEmail(message));
  bench("open a reply", async () => void (await openEmail(reply)));
});

describe("a reply with a 10 MB attachment", () => {
  bench("openEmail", async () => void (await openEmail(beside)));
  bench("postal-mime alone", async () => void (await PostalMime.parse(beside)));
});

/** Ten megabytes each, by people who mean no good. */
const hostile: Record<string, Uint8Array> = {
  "line feeds in an unknown part": mixed(part({ "Content-Type": "x/y" }, fill("\n"))),
  "line feeds in a text": mixed(part({}, fill("\n"))),
  "lines that begin like a boundary": mixed(part({ "Content-Type": "x/y" }, fill("--\n"))),
  "empty parts": bytes(
    emailOf(
      multipartOf(
        "mixed",
        "a",
        Array.from({ length: 100_000 }, () => "\r\n"),
      ),
    ),
  ),
  "490 calendars of 20 kB": mixed(...Array.from({ length: 490 }, () => calendar("x".repeat(20_000)))),
  "a calendar of one line": mixed(calendar(fill("X"))),
  "a calendar of escapes": mixed(calendar(fill("=41"), "quoted-printable")),
  "a calendar of padding": mixed(calendar(fill("A="), "base64")),
  "five calendars of 2 MB": mixed(
    ...Array.from({ length: 5 }, (_, at) =>
      calendar(
        calendarText("REPLY").replace(
          "END:VEVENT",
          `${`COMMENT:${at}${"x".repeat(60)}\r\n`.repeat(27_000)}END:VEVENT`,
        ),
      ),
    ),
  ),
  "HTML of open comments": mixed(part({ "Content-Type": "text/html" }, fill("<!--"))),
  "HTML of open style sheets": mixed(part({ "Content-Type": "text/html" }, fill("<style"))),
  "forwarded in forwarded": mixed(fill("Content-Type: message/rfc822\r\n\r\n")),
  "one header": bytes(`Subject: ${fill("x")}\r\n\r\n`),
  "a type of parentheses": bytes(emailOf(part({ "Content-Type": `x/y; ${"a(".repeat(130_000)}` }, ""))),
  "a thousand times a thousand headers": bytes(fill("A: b\r\n")),
};

describe("10 MB of hostile mail", () => {
  for (const [name, raw] of Object.entries(hostile)) {
    bench(name, async () => {
      try {
        await openEmail(raw);
      } catch (error) {
        if (!(error instanceof ItipError)) throw error;
      }
    });
  }
});
