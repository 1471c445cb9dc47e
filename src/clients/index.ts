export type { AttendanceView } from "../attendee/attendance-of.ts";
export type { AttendeeOutcome } from "../attendee/outcome.ts";
export type { AnswerInput } from "../reply/answer-input.ts";
export { type AnswerAsOptions, answerAs, type ClientReply } from "./answer-as.ts";
export { type ClientCapability, clientCapabilities } from "./capabilities.ts";
export type { Client } from "./dialects.ts";
export {
  answerIn,
  calendarOf,
  createPerson,
  type Delivered,
  deliverTo,
  type Person,
  type PersonAnswer,
} from "./person.ts";
export type { AnswerableRequest } from "./request.ts";
