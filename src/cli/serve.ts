import type { Command } from "./command.ts";

const help = `Usage: itip serve [options]

Runs the Smart Invites service on this machine: /v1/smart_invites for applications, and a page at / for people, with every
invitation as the mail that its reader sees, buttons to answer it as Google, Outlook, Apple and others do, and the callbacks
that went out.

Options:
  --port PORT           where it listens; 0 for any that is free [8620]
  --host ADDRESS        on which address [127.0.0.1]
  --secret TEXT         the client secret: what requests name, and callbacks are signed with [secret]
  --organizer ADDRESS   who invites where a request names nobody [organizer@example.com]
  --people FILE         people who answer by themselves:
                        [{ "email", "name"?, "client", "status", "comment"?, "delay"? }], the delay in seconds
  --data FOLDER         keeps the state there, one JSON file an invite; otherwise it lasts as long as the process
  --smtp-out HOST:PORT  also sends the mails to a mail server, but for those to the people of --people
  --smtp-in PORT        also takes answers that mail programs send to this port
  --help                shows this

--smtp-out needs the package nodemailer, --smtp-in smtp-server. Exit status: 0 ended by Ctrl+C, 2 wrong use, or a port or a folder
that cannot be had.
`;

/** `itip serve`: the Smart Invites service on this machine. Its code is loaded when it is called: it needs more packages than all other commands. */
export const serve: Command = {
  summary: "run the Smart Invites service on this machine",
  help,
  texts: ["port", "host", "secret", "organizer", "people", "data", "smtp-out", "smtp-in"],
  run: async (call) => (await import("./serve/serve.ts")).runServe(call),
};
