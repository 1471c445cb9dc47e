import fc from "fast-check";
import { addressParser } from "postal-mime";
import { describe, expect, it } from "vitest";
import { readMailboxList } from "../../../src/email/header/mailbox-list.ts";
import { runs } from "../../support/runs.ts";

const jane = { email: "jane@example.test" };

describe("a list of mailboxes", () => {
  it.each([
    ["", []],
    ["jane@example.test", [jane]],
    [
      "Jane Roe <jane@example.test>, omar@example.test",
      [{ ...jane, name: "Jane Roe" }, { email: "omar@example.test" }],
    ],
    ['"Roe, Jane; PhD" <jane@example.test>', [{ ...jane, name: "Roe, Jane; PhD" }]],
    ["jane@example.test (Jane (at work), Roe)", [{ ...jane, name: "Jane (at work), Roe" }]],
    ['"jane@example.test" <jane@example.test>', [jane]],
    ['"jane@example.test" <jane@example.test>', [jane]],
    ["jane@example.test; omar@example.test", [jane, { email: "omar@example.test" }]],
    // A group, RFC 5322 section 3.4.
    [
      "Team: jane@example.test, Omar <omar@example.test>;, li@example.test",
      [jane, { email: "omar@example.test", name: "Omar" }, { email: "li@example.test" }],
    ],
    ["undisclosed-recipients:;", []],
    ['"a b"@example.test', [{ email: '"a b"@example.test' }]],
    ["=?UTF-8?Q?Jan=C3=A9?= <jane@example.test>", [{ ...jane, name: "Jané" }]],
    // An encoded comma separates nothing.
    ["=?UTF-8?Q?Roe=2C_Jane?= <jane@example.test>", [{ ...jane, name: "Roe, Jane" }]],
    // All of it encoded, as some web forms do; a bare address that is encoded names nobody.
    ["=?UTF-8?B?SmFuZSA8amFuZUBleGFtcGxlLnRlc3Q+?=", [{ ...jane, name: "Jane" }]],
    ["=?UTF-8?B?amFuZUBleGFtcGxlLnRlc3Q=?=", []],
    // Written carelessly.
    ["Jane <jane@example.test> (work) extra", [{ ...jane, name: "Jane" }]],
    ["write to jane@example.test.", [jane]],
    ["Jane <<jane@example.test>>", [{ ...jane, name: "Jane" }]],
    // An address within quotation marks or a comment is somebody's word.
    ['"jane@example.test"', []],
    ['"eve@example.test" <jane@example.test>', [{ ...jane, name: "eve@example.test" }]],
    ['"Jane <jane@example.test>', []],
    ["jane", []],
  ])("%s is read", (value, mailboxes) => {
    expect(readMailboxList(value)).toEqual(mailboxes);
  });

  it("names the same addresses as postal-mime finds, whatever the names are", () => {
    const name = fc.stringMatching(/^[a-z ,;:()<>@.]{0,12}$/).map((text) => `"${text}"`);
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const address = fc.tuple(word, word).map(([local, domain]) => `${local}@${domain}.test`);
    const mailbox = fc.oneof(
      address,
      fc.tuple(name, address).map(([text, email]) => `${text} <${email}>`),
      fc.tuple(word, address).map(([text, email]) => `${text} <${email}>`),
      fc.tuple(address, word).map(([email, text]) => `${email} (${text})`),
    );
    fc.assert(
      fc.property(fc.array(mailbox, { maxLength: 6 }), fc.constantFrom(", ", ",", "; "), (list, between) => {
        const value = list.join(between);
        const theirs = addressParser(value).map((one) => one.address);
        expect(readMailboxList(value).map(({ email }) => email)).toEqual(theirs);
      }),
      { numRuns: runs(300) },
    );
  });
});
