import { buffer } from "node:stream/consumers";
import { defaultLimits } from "../../limits.ts";
import { wrongUse } from "../command.ts";
import { asError } from "../system-error.ts";
import { portOf } from "./listen.ts";

/** A mail server that takes what comes. */
export interface SmtpIn {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens for mail, and hands over each whole.
 *
 * @throws {ItipError} `invalid-argument` where smtp-server is not installed
 * @throws the error of the operating system, where the port is taken for instance
 */
export async function smtpIn(
  port: number,
  host: string,
  take: (raw: Uint8Array, envelope: { from: string; to: string[] }) => Promise<void>,
): Promise<SmtpIn> {
  const { SMTPServer } = await smtpServer();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    size: defaultLimits.emailBytes,
    // Whoever ends the command does not wait for a mail program that keeps its connection.
    closeTimeout: 1_000,
    onData: (stream, { envelope }, done) => {
      const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
      const to = envelope.rcptTo.map(({ address }) => address);
      buffer(stream)
        .then((octets) => take(new Uint8Array(octets), { from, to }))
        .then(
          () => done(),
          (error: unknown) => done(asError(error)),
        );
    },
  });
  const bound = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    const listening = server.listen(port, host, () => {
      resolve(portOf(listening.address(), port));
    });
  });
  // A client that goes away in the middle is no reason to end.
  server.on("error", () => undefined);
  return { port: bound, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function smtpServer(): Promise<typeof import("smtp-server")> {
  try {
    return await import("smtp-server");
  } catch {
    throw wrongUse("--smtp-in", "the package smtp-server is missing: npm install smtp-server");
  }
}
