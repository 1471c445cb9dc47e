import { ItipError, openEmail } from "../../../src/index.ts";
import type { Mail } from "../story.ts";
import type { Host } from "./host.ts";

/**
 * Hands a mail over until it is taken, as a mail server does. The trigger of the runtime for development wants a mail with an author,
 * a Message-ID and sound headers: what is damaged too much for that comes to the same handler by another way.
 */
export async function handOver(host: Host, mail: Mail): Promise<void> {
  const { top, from, to } = await tracedBy(mail);
  const raw = Buffer.concat([Buffer.from(top), mail.raw]);
  await host.use(async (runtime) => {
    const { status } = await runtime.deliver(raw, { from, to });
    if (status !== 200 && mail.damaged === true) await runtime.deliverDamaged(raw, top);
    else if (status !== 200) throw new Error(`the email handler gives ${status}`);
  });
}

/** What Cloudflare's mail server writes on top of a mail, and its envelope. */
async function tracedBy({
  id,
  received,
  verdict,
  raw,
}: Mail): Promise<{ top: string; from: string; to: string }> {
  const { from, to } = await addressesIn(raw);
  const domain = from.slice(from.lastIndexOf("@") + 1);
  const date = new Date(received).toUTCString().replace("GMT", "+0000");
  const top = [
    `Received: from mail.${domain} by mx.cloudflare.net with ESMTPS id ${id}; ${date}`,
    `Authentication-Results: mx.cloudflare.net; dmarc=${verdict} header.from=${domain}`,
    "",
  ];
  return { top: top.join("\r\n"), from, to };
}

async function addressesIn(raw: Uint8Array): Promise<{ from: string; to: string }> {
  const unknown = "unknown@example.test";
  try {
    const { from, to } = await openEmail(raw);
    return { from: from?.email ?? unknown, to: to[0]?.email ?? unknown };
  } catch (error) {
    if (error instanceof ItipError) return { from: unknown, to: unknown };
    throw error;
  }
}
