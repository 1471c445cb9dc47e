import fc from "fast-check";
import { simpleParser } from "mailparser";
import { expect, it } from "vitest";
import { composeEmail } from "../../../src/email/compose/compose.ts";
import { openEmail } from "../../../src/email/open/open.ts";
import { ItipError } from "../../../src/errors.ts";
import { arbitraryOutgoing, trickyText } from "../../support/arbitrary/outgoing.ts";
import { outgoing } from "../../support/fixtures/outgoing.ts";
import { carriesTheCalendarTwice, fitsTheWire, holdsOnlyWhatBelongsThere } from "../../support/laws/mail.ts";
import { runs } from "../../support/runs.ts";

const locales = fc.constantFrom(undefined, "en", "de", "fr", "es", "nl", "pt", "it", "ja");

it("no text in any field of a message adds a header, a part or a line that is too long", () => {
  fc.assert(
    fc.property(arbitraryOutgoing, locales, (message, locale) => {
      const email = composeEmail(message, locale === undefined ? {} : { locale });
      holdsOnlyWhatBelongsThere(email);
      carriesTheCalendarTwice(email, message.ics.replace(/\p{Cs}/gu, "\uFFFD"));
      fitsTheWire(email);
    }),
    { numRuns: runs(1_000, "exchange") },
  );
});

it("no text in any option does either: it is carried or refused", () => {
  fc.assert(
    fc.property(
      fc.record(
        {
          subject: trickyText,
          text: trickyText,
          html: trickyText,
          messageId: trickyText,
          locale: trickyText,
          timeZone: trickyText,
          headers: fc.dictionary(fc.oneof(fc.constant("X-Own"), trickyText), trickyText, { maxKeys: 3 }),
          from: fc.record({ email: fc.oneof(fc.constant("a@example.test"), trickyText), name: trickyText }),
          replyTo: fc.record({ email: fc.constant("b@example.test"), name: trickyText }),
        },
        { requiredKeys: [] },
      ),
      (options) => {
        try {
          const email = composeEmail(outgoing(), options);
          holdsOnlyWhatBelongsThere(email, Object.keys(options.headers ?? {}));
          carriesTheCalendarTwice(email, outgoing().ics);
          fitsTheWire(email);
        } catch (error) {
          if (!(error instanceof ItipError)) throw error;
        }
      },
    ),
    { numRuns: runs(1_000, "exchange") },
  );
});

it("anything at all in place of a message or options is composed or refused", () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.string(), (value, option, key) => {
      for (const [message, options] of [
        [value, option],
        [{ ...outgoing(), [key]: value, event: value, changes: option, guests: value }, { [key]: option }],
      ]) {
        try {
          Reflect.apply(composeEmail, undefined, [message, options]);
        } catch (error) {
          if (!(error instanceof ItipError)) throw error;
        }
      }
    }),
    { numRuns: runs(1_000, "exchange") },
  );
});

it("what is composed is opened again: author, recipient, subject, text, calendar, UID", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryOutgoing, locales, async (message, locale) => {
      const email = composeEmail(message, locale === undefined ? {} : { locale });
      const opened = await openEmail(email.raw);
      expect(opened.from?.email).toBe(message.from.email);
      expect(opened.to.map((mailbox) => mailbox.email)).toEqual([message.to.email]);
      expect(opened.subject ?? "").toBe(email.subject);
      expect(opened.messages.map(({ method, uid }) => [method, uid])).toEqual([
        [message.method, message.uid],
      ]);
      expect(opened.uids).toEqual([message.uid]);
      expect(opened.messageId).toBe(email.messageId);
      expect(opened.text).toBe(email.parts.text.replace(/\r\n?/g, "\n").trim());
      expect(opened.problems.filter((finding) => finding.path.startsWith("parts"))).toEqual([]);
    }),
    { numRuns: runs(300, "exchange") },
  );
});

it("a second, independent parser finds the same parts", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryOutgoing, async (message) => {
      const email = composeEmail(message);
      const parsed = await simpleParser(email.raw, { skipTextToHtml: true, skipImageLinks: true });
      expect(parsed.subject ?? "").toBe(email.subject);
      expect(parsed.from?.value.map((each) => each.address)).toEqual([message.from.email]);
      expect(parsed.messageId).toBe(email.messageId);
      const ics = Buffer.from(message.ics);
      expect(parsed.attachments.map((each) => [each.contentType, each.filename])).toEqual([
        ["text/calendar", "invite.ics"],
        ["application/ics", "invite.ics"],
      ]);
      for (const each of parsed.attachments) expect(each.content.equals(ics)).toBe(true);
      expect(parsed.html).toBe(email.parts.html.replace(/\p{Cs}/gu, "\uFFFD"));
    }),
    { numRuns: runs(200, "exchange") },
  );
});
