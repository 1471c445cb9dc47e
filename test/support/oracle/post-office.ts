import { createTransport } from "nodemailer";
import { SMTPServer } from "smtp-server";

/** A mail as the server stored it. */
interface Stored {
  from: string;
  to: string[];
  content: Buffer;
}

export interface PostOffice {
  /** Sends over a real SMTP dialogue on the loopback interface and gives back what the server stored. */
  post(mail: object): Promise<Stored>;
  close(): Promise<void>;
}

/** Nodemailer on one side of the wire, smtp-server on the other. */
export async function openPostOffice(): Promise<PostOffice> {
  const stored: Stored[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        stored.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map((recipient) => recipient.address),
          content: Buffer.concat(chunks),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const transport = createTransport({
    host: "127.0.0.1",
    port: address.port,
    secure: false,
    ignoreTLS: true,
  });
  return {
    async post(mail) {
      await transport.sendMail(mail);
      const last = stored.at(-1);
      if (last === undefined) throw new Error("nothing arrived");
      return last;
    },
    async close() {
      transport.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
