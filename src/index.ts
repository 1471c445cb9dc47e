export type { BringingEmail } from "./check/bringing-email.ts";
export { type CheckOptions, checkMessage } from "./check/check.ts";
export type { CalendarPart } from "./check/email-part.ts";
export type { CheckedClient } from "./check/rules/client.table.ts";
export type { ComposedAttachment, EmailAttachment } from "./email/compose/attachments.ts";
export { type ComposedEmail, composeEmail } from "./email/compose/compose.ts";
export type { ComposeOptions } from "./email/compose/options.ts";
export type { AnswerLinks } from "./email/letter/answer-links.ts";
export { type Letter, type LetterOptions, type LetterRow, letterOf } from "./email/letter/letter-of.ts";
export type { OwnWording } from "./email/letter/own-wording.ts";
export type { Wording } from "./email/letter/wording.table.ts";
export type { Bounce } from "./email/open/bounce.ts";
export { openEmail } from "./email/open/open.ts";
export type { OpenedEmail } from "./email/open/opened-email.ts";
export type { OpenOptions } from "./email/open/options.ts";
export { type MailFile, type MailParts, openParts } from "./email/parts/open-parts.ts";
export type { OrganizationalDomain } from "./email/verdict/alignment.ts";
export { authenticationOf } from "./email/verdict/authentication-of.ts";
export type { Verdict } from "./email/verdict/judge.ts";
export type { Trust } from "./email/verdict/trust.ts";
export { ItipError, type ItipErrorCode, itipErrorCodes, type Problem } from "./errors.ts";
export type { Transparency } from "./event/busy-status.table.ts";
export type {
  EventAttachment,
  EventDetails,
  EventInput,
  InviteInput,
  Location,
  Mailbox,
  Organizer,
  OwnProperty,
  Recipient,
  Recurrence,
  RecurrenceDetails,
} from "./event/event.ts";
export type { GuestKind, Method, Role, Status } from "./event/status.table.ts";
export type { Severity } from "./finding.table.ts";
export type { Finding } from "./finding.ts";
export type { Component, ContentLine } from "./icalendar/component.ts";
export type { HeldReason, IgnoredReason, Outcome, StaleReason } from "./invite/answers/outcome.ts";
export type { Invite, InviteStatus, Transition } from "./invite/invite.ts";
export { adoptInvite, type RunningRecord, type RunningText } from "./invite/organize/adopt.ts";
export {
  type AcceptOptions,
  acceptProposal,
  type DeclineOptions,
  declineProposal,
} from "./invite/organize/answer-proposal.ts";
export { type CancelOptions, cancelInvite } from "./invite/organize/cancel.ts";
export { type CreateOptions, createInvite } from "./invite/organize/create.ts";
export { type ForgetOptions, forgetAnswer } from "./invite/organize/forget-answer.ts";
export { mergeInvites } from "./invite/organize/merge.ts";
export { currentMessages, type ResendOptions } from "./invite/organize/resend.ts";
export { type Split, type SplitOptions, splitInvite } from "./invite/organize/split.ts";
export { type StatusOptions, statusOf } from "./invite/organize/status.ts";
export { type InviteChanges, type UpdateOptions, updateInvite } from "./invite/organize/update.ts";
export { changeParts, type PartsChange } from "./invite/parts/change-parts.ts";
export { joinParts } from "./invite/parts/join-parts.ts";
export { mergePart, mergeParts } from "./invite/parts/merge-parts.ts";
export { type NeededParts, neededParts } from "./invite/parts/needed-parts.ts";
export type {
  ChangedParts,
  GuestPart,
  InviteHead,
  InviteParts,
  StrangersPart,
} from "./invite/parts/parts.ts";
export { partsOf } from "./invite/parts/parts-of.ts";
export type { Incoming, ReceiveOptions } from "./invite/receive/incoming.ts";
export { receive, receiveAll } from "./invite/receive/receive.ts";
export { type RecordedAnswer, type RecordOptions, recordAnswer } from "./invite/receive/record-answer.ts";
export { parseInvite } from "./invite/stored/parse.ts";
export { defaultLimits, type Limits } from "./limits.ts";
export {
  type BuildOptions,
  buildCancel,
  buildPublish,
  buildRequest,
  type PublishInput,
} from "./message/build.ts";
export { formatMessage } from "./message/format.ts";
export type { ItipMessage, Kind } from "./message/message.ts";
export type { Change, OutgoingMessage } from "./message/outgoing.ts";
export { parseMessage } from "./message/parse.ts";
export type { ParseOptions } from "./message/parse-options.ts";
export { type AnswerOptions, answer } from "./reply/answer.ts";
export type { AnswerInput } from "./reply/answer-input.ts";
export type { Guest } from "./reply/guests.ts";
export type { LinkAnswer } from "./reply/link-answer.ts";
export { type OccurrenceWindow, occurrencesOf, type ShownOccurrence } from "./reply/occurrences-of.ts";
export { type Invitation, type InvitedOccurrence, readInvitation } from "./reply/read-invitation.ts";
export type { Answer, Proposal, Reply } from "./reply/reply.ts";
export { readReplies } from "./reply/show-reply.ts";
export type { EventTime, LuxonDateTime, TemporalTime, TimeInput } from "./time/event-time.ts";
export { resolveTimeZone, type TimeZoneOptions } from "./timezone/resolve-time-zone.ts";
export { formatTimeZone } from "./timezone/write-vtimezone.ts";
