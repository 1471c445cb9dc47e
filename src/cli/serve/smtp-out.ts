import type { ComposedEmail } from "../../email/compose/compose.ts";
import { wrongUse } from "../command.ts";

/** Sends mails to a mail server. */
export interface SmtpOut {
  send(email: ComposedEmail): Promise<void>;
  close(): void;
}

/**
 * A connection to `HOST:PORT`, in the clear: a mail server of one's own, on one's own machine.
 *
 * @throws {ItipError} `invalid-argument` where nodemailer is not installed
 */
export async function smtpOut({ host, port }: { host: string; port: number }): Promise<SmtpOut> {
  const { createTransport } = await nodemailer();
  const transport = createTransport({
    host,
    port,
    secure: false,
    ignoreTLS: true,
    connectionTimeout: 10_000,
  });
  return {
    send: async ({ envelope, raw }) => {
      await transport.sendMail({ envelope, raw });
    },
    close: () => transport.close(),
  };
}

async function nodemailer(): Promise<typeof import("nodemailer")> {
  try {
    return await import("nodemailer");
  } catch {
    throw wrongUse("--smtp-out", "the package nodemailer is missing: npm install nodemailer");
  }
}
