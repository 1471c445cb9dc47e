import { type Attendance, receiveInvitation } from "../../src/attendee/index.ts";

/** Where somebody stands who has got these mails, one after the other. */
export function afterMails(me: string | string[], texts: readonly string[], from?: Attendance): Attendance {
  let attendance = from;
  for (const text of texts) attendance = receiveInvitation(attendance, text, { me }).attendance;
  if (attendance === undefined) throw new Error("nothing was kept");
  return attendance;
}
