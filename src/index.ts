export type { Bounce } from "./email/bounce.ts";
export { type ComposedEmail, composeEmail } from "./email/compose.ts";
export type { ComposeOptions } from "./email/compose-options.ts";
export { type OpenedEmail, openEmail } from "./email/open.ts";
export { ItipError, type ItipErrorCode, itipErrorCodes, type Problem } from "./errors.ts";
export type { Finding } from "./icalendar/finding.ts";
export { defaultLimits, type Limits } from "./icalendar/limits.ts";
export { cancelInvite } from "./invite/cancel.ts";
export { createInvite } from "./invite/create.ts";
export type { Incoming, ReceiveOptions } from "./invite/incoming.ts";
export type { Invite, InviteStatus, Transition } from "./invite/invite.ts";
export { mergeInvites } from "./invite/merge.ts";
export type { HeldReason, IgnoredReason, Outcome, StaleReason } from "./invite/outcome.ts";
export { parseInvite } from "./invite/parse.ts";
export { acceptProposal, declineProposal } from "./invite/proposal.ts";
export { receive, receiveAll } from "./invite/receive.ts";
export { currentMessages } from "./invite/resend.ts";
export { statusOf } from "./invite/status.ts";
export { type InviteChanges, updateInvite } from "./invite/update.ts";
export { answer } from "./message/answer.ts";
export type { AnswerInput } from "./message/answer-input.ts";
export { buildCancel, buildRequest } from "./message/build.ts";
export { type CheckOptions, checkMessage } from "./message/check.ts";
export type { CalendarPart } from "./message/check-email.ts";
export { formatMessage } from "./message/format.ts";
export type {
  EventDetails,
  EventInput,
  InviteInput,
  Location,
  Mailbox,
  Recipient,
  Recurrence,
} from "./message/invitation.ts";
export type { ItipMessage, Kind } from "./message/message.ts";
export type { Change, OutgoingMessage } from "./message/outgoing.ts";
export { parseMessage } from "./message/parse.ts";
export type { ParseOptions } from "./message/parse-options.ts";
export { readReplies } from "./message/replies.ts";
export type { Answer, Proposal, Reply } from "./message/reply.ts";
export type { Method, Role, Status } from "./message/status.table.ts";
export type { EventTime, LuxonDateTime, TimeInput } from "./time/event-time.ts";
export { resolveTimeZone } from "./time/resolve.ts";
export { formatTimeZone } from "./time/vtimezone.ts";
