import { type Listener, listen } from "../../src/cli/serve/listen.ts";
import { createSmartInvites, type SmartInvites } from "../../src/emulator/index.ts";
import type { ComposedEmail, Mailbox } from "../../src/index.ts";

/** The service over HTTP on the loopback interface, and the mails that it has sent. */
export interface SmartInviteServer extends Listener {
  readonly service: SmartInvites;
  readonly sent: ComposedEmail[];
}

export async function serveSmartInvites(options: {
  clientSecret: string;
  organizer: Mailbox;
  now: Date;
}): Promise<SmartInviteServer> {
  const sent: ComposedEmail[] = [];
  const service = createSmartInvites({
    ...options,
    now: () => options.now,
    send: (email) => {
      sent.push(email);
    },
  });
  return { ...(await listen(service.fetch, 0)), service, sent };
}
