import { describe, expect, it } from "vitest";
import { replyEmail } from "../support/fixtures/reply-email.ts";
import { rig } from "../support/fixtures/service.ts";

/** The example bodies of Cronofy's pages on Smart Invites, letter by letter; its dates moved to a day of summer time. */
const request = `{
  "method": "request",
  "recipient": {
    "email": "cronofy@example.com"
  },
  "smart_invite_id": "your-unique-identifier-for-invite",
  "callback_url": "https://yourapp.example.com/cronofy/smart_invite/notifications",
  "event": {
    "summary": "Board meeting",
    "description": "Discuss plans for the next quarter.",
    "start": "2027-07-30T09:30:00Z",
    "end": "2027-07-30T10:00:00Z",
    "tzid": "Europe/London",
    "location": {
      "description": "Board room"
    }
  },
  "organizer": {
    "name": "Smart invite application",
    "email": "organizer@myapplication.com"
  }
}`;
const event = `{
    "summary": "Board meeting",
    "description": "Discuss plans for the next quarter.",
    "start": {
      "time": "2027-07-30T09:30:00Z",
      "tzid": "Europe/London"
    },
    "end": {
      "time": "2027-07-30T10:00:00Z",
      "tzid": "Europe/London"
    },
    "location": {
      "description": "Board room"
    }
  }`;
const rest = `"smart_invite_id": "your-unique-identifier-for-invite",
  "callback_url": "https://yourapp.example.com/cronofy/smart_invite/notifications",
  "event": ${event},
  "attachments": {
    "icalendar": "BEGIN:VCALENDAR\\nVERSION:2.0..."
  }
}`;
const proposal = `"proposal": {
      "start": {
        "time": "2027-07-28T23:00:00+02:00",
        "tzid": "Europe/Paris"
      },
      "end": {
        "time": "2027-07-28T23:00:00+02:00",
        "tzid": "Europe/Paris"
      }
    }`;
const answerOfOne = `{
  "recipient": {
    "email": "cronofy@example.com",
    "status": "pending"
  },
  ${rest}`;
const answerOfSeveral = `{
  "recipients": [
    {
      "email": "cronofy@example.com",
      "status": "pending"
    },
    {
      "email": "cronofy@example.org",
      "status": "pending"
    }
  ],
  ${rest}`;
const status = `{
  "recipient": {
    "email": "cronofy@example.com",
    "status": "declined",
    "comment": "example comment",
    ${proposal}
  },
  "replies": [
    {
      "email": "cronofy@example.com",
      "status": "declined",
      "comment": "example comment",
      ${proposal}
    },
    {
      "email": "person1@example.com",
      "status": "accepted"
    }
  ],
  ${rest}`;
const callback = `{
  "notification": {
    "type": "smart_invite"
  },
  "smart_invite": {
    "smart_invite_id": "your-unique-identifier-for-invite",
    "callback_url": "https://yourapp.example.com/cronofy/smart_invite/notifications",
    "recipient": {
      "email": "cronofy@example.com",
      "status": "declined",
      "comment": "example comment",
      ${proposal}
    },
    "reply": {
      "email": "cronofy@example.com",
      "status": "declined",
      "comment": "example comment",
      ${proposal}
    }
  }
}`;

/** A body as text, with the calendar text of the documents, and without \`method\`, which only the C# client's tests have. */
async function written(response: Response): Promise<string> {
  const { method, ...body } = await response.json();
  expect(["request", "cancel"]).toContain(method);
  expect(body.attachments.icalendar).toMatch(/^BEGIN:VCALENDAR\r\n(?:.*\r\n)*VERSION:2\.0/);
  return JSON.stringify({ ...body, attachments: { icalendar: "BEGIN:VCALENDAR\nVERSION:2.0..." } });
}

const letters = (text: string) => JSON.stringify(JSON.parse(text));
const query = {
  recipient_email: "cronofy@example.com",
  smart_invite_id: "your-unique-identifier-for-invite",
  include_ics: "true",
};

describe("the documented bodies, letter by letter", () => {
  it("create, callback, status and cancel of one recipient", async () => {
    const all = rig();
    expect(await written(await all.post(request))).toBe(letters(answerOfOne));
    const ics = all.sent[0]?.parts.calendar ?? "";
    const facts = { from: "cronofy@example.com", partstat: "DECLINED", comment: "example comment" };
    const late: [string, string] = [
      ";TZID=Europe/Paris:20270728T230000",
      ";TZID=Europe/Paris:20270728T230000",
    ];
    all.time.forward(70 * 86_400);
    await all.service.deliver(replyEmail(ics, { ...facts, propose: late, at: "20270701T080000Z" }), "pass");
    expect(all.heard.map(({ body }) => body)).toEqual([letters(callback)]);
    const forwarded = { from: "person1@example.com", partstat: "ACCEPTED", at: "20270701T090000Z" };
    await all.service.deliver(replyEmail(ics, forwarded), "pass");
    expect(await written(await all.get(query))).toBe(letters(status));
    const { recipient_email: email, smart_invite_id } = query;
    const cancelled = await all.post({ method: "cancel", recipient: { email }, smart_invite_id });
    expect(await written(cancelled)).toBe(
      letters(answerOfOne.replace('"pending"', '"declined",\n    "comment": "example comment"')),
    );
  });

  it("create of several recipients", async () => {
    const { recipient: _, ...one } = JSON.parse(request);
    const recipients = [{ email: "cronofy@example.com" }, { email: "cronofy@example.org" }];
    expect(await written(await rig().post({ ...one, recipients }))).toBe(letters(answerOfSeveral));
  });
});
