import fc from "fast-check";
import type { InviteInput } from "../../src/message/invitation.ts";

/** A small invitation, as an application would give it. */
export const boardMeeting = {
  id: "board-2026-05",
  organizer: { email: "planner@example.com", name: "Planner" },
  recipients: [{ email: "jane@example.test", name: "Jane Doe" }],
  event: {
    summary: "Board meeting",
    description: "Discuss plans for the next quarter.",
    start: "2026-05-07T09:30:00Z",
    end: "2026-05-07T10:30:00Z",
    tzid: "Europe/London",
    location: { description: "Board room" },
  },
} satisfies InviteInput;

/** Text that tries to break out of wherever it is put. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 120 }),
  fc.string({ unit: "grapheme", maxLength: 120 }),
  fc
    .array(
      fc.constantFrom(
        "\r\n",
        "\n",
        "\r",
        "\u2028",
        "\u0085",
        "\u000b",
        "\u0000",
        "ATTENDEE:mailto:eve@example.com",
        "END:VEVENT",
        "BEGIN:VALARM",
        "Bcc: eve@example.com",
        ":",
        ";",
        ",",
        '"',
        "\\",
        "^n",
        "^'",
        "=?utf-8?q?x?=",
        "--",
        "<",
        ">",
        "&",
        "日本語",
        "\ud83d",
        "é",
        " ",
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join("")),
);
