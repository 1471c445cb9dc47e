/** The plainest invitation there is: one guest, one hour in London. */
export const review = {
  id: "review",
  organizer: { email: "planner@example.com" },
  recipients: [{ email: "jane@example.test" }],
  event: {
    summary: "Budget review",
    start: "2026-05-07T10:30",
    end: "2026-05-07T11:30",
    tzid: "Europe/London",
  },
};
