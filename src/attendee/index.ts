export { adoptAttendance } from "./adopt-attendance.ts";
export {
  type AnsweredInvitation,
  answerInvitation,
  askAgain,
  type InvitationAnswer,
} from "./answer-invitation.ts";
export type { Attendance } from "./attendance.ts";
export { type AttendanceView, attendanceOf } from "./attendance-of.ts";
export { formatAttendance } from "./format-attendance.ts";
export { mergeAttendances } from "./merge-attendances.ts";
export type { AttendeeHeld, AttendeeIgnored, AttendeeOutcome } from "./outcome.ts";
export { parseAttendance } from "./parse-attendance.ts";
export {
  type ReceivedInvitation,
  type ReceiveInvitationOptions,
  receiveInvitation,
} from "./receive-invitation.ts";
