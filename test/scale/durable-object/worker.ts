import type { Invite, OutgoingMessage } from "../../../src/index.ts";
import type { Kept, Numbered } from "../keyed/kept.ts";
import { type EmailMessage, type MailEnv, receiveEmail } from "./receive-email.ts";

export { InviteObject } from "./invite-object.ts";

/** What the runtime has bound to this Worker. */
interface Env extends MailEnv {
  readonly INVITES: {
    idFromName(name: string): object;
    get(id: object): ReturnType<MailEnv["INVITES"]["get"]> & InviteStub;
  };
}

/** `InviteObject` as its organizer sees it from outside. */
interface InviteStub {
  create(invite: Invite, messages: readonly OutgoingMessage[]): Promise<void>;
  obey(order: Numbered): Promise<boolean>;
  look(): Promise<{ kept: Kept | undefined; unsent: number }>;
  replay(): Promise<number>;
}

export default {
  async email(message: EmailMessage, env: Env): Promise<void> {
    await receiveEmail(message, env);
  },

  /** The organizer's side, and mails that are damaged too much for the trigger of the runtime for development. */
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const invite = env.INVITES.get(env.INVITES.idFromName(searchParams.get("uid") ?? ""));
    switch (pathname) {
      case "/create": {
        const made: { invite: Invite; messages: OutgoingMessage[] } = await request.json();
        return Response.json(await invite.create(made.invite, made.messages).then(() => true));
      }
      case "/command":
        return Response.json(await invite.obey(await request.json()));
      case "/look":
        return Response.json(await invite.look());
      case "/replay":
        return Response.json(await invite.replay());
      case "/email": {
        const headers = headersOf(searchParams.get("headers") ?? "");
        await receiveEmail({ from: "", to: "", headers, raw: request.body ?? new Blob().stream() }, env);
        return new Response();
      }
      default:
        return new Response("not found", { status: 404 });
    }
  },
};

function headersOf(lines: string): Headers {
  return new Headers(
    lines
      .split("\r\n")
      .filter((line) => line !== "")
      .map((line): [string, string] => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
  );
}
