/** The example of docs/receiving.md, as the build of the script puts it in. */
declare module "example:mailbox" {
  export function readMailbox(
    connection: object,
    trust: object,
    database: {
      change(
        uid: string,
        work: (stored: unknown) => { invite: unknown; outbox: { messageId: string; raw: string }[] },
      ): Promise<void>;
    },
  ): Promise<void>;
}
