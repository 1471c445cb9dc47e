import { type Listener, listen } from "../../src/cli/serve/listen.ts";
import { createSmartInvites, type SmartInvites } from "../../src/emulator/index.ts";
import type { ComposedEmail, Mailbox } from "../../src/index.ts";

/** The service over HTTP on the loopback interface, and the mails that it has sent. */
export interface SmartInviteServer extends Listener {
  readonly service: SmartInvites;
  readonly sent: ComposedEmail[];
  /** Does something at another moment of the service's clock. */
  at<T>(moment: Date, act: () => Promise<T>): Promise<T>;
}

export async function serveSmartInvites(options: {
  clientSecret: string;
  organizer: Mailbox;
  now: Date;
}): Promise<SmartInviteServer> {
  const sent: ComposedEmail[] = [];
  let now = options.now;
  const service = createSmartInvites({
    ...options,
    now: () => now,
    send: (email) => {
      sent.push(email);
    },
  });
  const at = async <T>(moment: Date, act: () => Promise<T>): Promise<T> => {
    now = moment;
    try {
      return await act();
    } finally {
      now = options.now;
    }
  };
  return { ...(await listen(service.fetch, 0)), service, sent, at };
}
