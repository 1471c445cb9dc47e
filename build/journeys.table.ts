/**
 * What is done with the root entry, and the verbs that do it: modules under `src`. Each verb is loaded when it is first called (see
 * `lazyEntryOf`), so that a module goes to the file of those who need it; what no other journey needs is the organizer's.
 */
export const journeysTable = {
  build: ["message/build"],
  compose: ["email/compose/compose", "email/letter/letter-of", "mailers/index", "links/index"],
  read: ["message/parse", "message/format", "reply/show-reply", "timezone/resolve-time-zone"],
  open: ["email/open/open", "email/parts/open-parts", "email/verdict/authentication-of", "inbound/index"],
  check: ["check/check"],
  answer: ["reply/answer", "reply/read-invitation", "reply/occurrences-of", "attendee/index"],
  receive: ["invite/organize/status", "invite/receive/receive", "invite/receive/record-answer"],
  organize: [
    ...["adopt", "answer-proposal", "cancel", "create", "forget-answer", "merge", "resend", "split"],
    ...["update", "../stored/parse", "../../cronofy/index"],
    ...["change-parts", "join-parts", "merge-parts", "needed-parts", "parts-of"].map(
      (part) => `../parts/${part}`,
    ),
  ].map((verb) => `invite/organize/${verb}`),
} as const satisfies Readonly<Record<string, readonly string[]>>;
