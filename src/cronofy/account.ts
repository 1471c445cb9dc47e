import type { Mailbox } from "../event/event.ts";
import { readMailbox } from "../event/read-mailbox.ts";
import { at, readBoolean, readVerbOptions, required } from "../input.ts";

/** Who asks for Smart Invites: the application, or one of several accounts that it serves. */
export interface SmartInviteAccount {
  /** Who organizes where a request names nobody, or only half: the application's or the account's own name and address. */
  organizer?: Mailbox | undefined;
  /**
   * Begins every key with the address of `organizer`, never with that of a request's body: so one store holds the invites of several
   * accounts, and a request of one never reaches what another stored under the same id. `organizer` is required then. Default: false.
   */
  perOrganizer?: boolean | undefined;
}

/**
 * The account, checked, and the address that its keys begin with, if they do.
 *
 * @throws {ItipError} `invalid-argument`
 */
export function readAccount(options: SmartInviteAccount | undefined): {
  organizer: Mailbox | undefined;
  keyedBy: string | undefined;
} {
  return readVerbOptions(options, ["organizer", "perOrganizer"], (given, reading) => {
    const organizer =
      given.organizer === undefined ? undefined : readMailbox(given.organizer, at(reading, "organizer"));
    const perOrganizer = readBoolean(given.perOrganizer, at(reading, "perOrganizer"));
    if (perOrganizer === true && given.organizer === undefined) required(at(reading, "organizer"));
    return { organizer, keyedBy: perOrganizer === true ? organizer?.email : undefined };
  });
}
