import { generateKeyPairSync } from "node:crypto";
import { type AuthenticateResult, authenticate, dkimSign, sealMessage } from "mailauth";

/** Where a mail comes from. */
interface Arrival {
  /** The address of the client. */
  ip: string;
  helo: string;
  /** MAIL FROM. */
  sender: string;
}

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 1024,
  publicKeyEncoding: { type: "spki", format: "der" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** A TXT record with the public half of the key that every domain of the tests signs with. */
export const keyRecord = `v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`;

/** TXT records by name; what is not there does not exist, and what is `null` cannot be had at the moment. */
export type Zone = Readonly<Record<string, string | null>>;

function resolverOf(zone: Zone): (name: string, type: string) => Promise<string[][]> {
  return async (name, type) => {
    const record = type === "TXT" ? zone[name.toLowerCase()] : undefined;
    if (typeof record === "string") return [[record]];
    throw Object.assign(new Error(`no ${type} record of ${name}`), {
      code: record === null ? "ESERVFAIL" : "ENOTFOUND",
    });
  };
}

/** The message under a signature of each of the domains (RFC 6376), under the selector `mail`. */
export async function signedBy(domains: readonly string[], message: string): Promise<string> {
  let signed = message;
  for (const signingDomain of domains) {
    const signature = { signingDomain, selector: "mail", privateKey };
    const { signatures } = await dkimSign(signed, { ...signature, signatureData: [signature] });
    signed = signatures + signed;
  }
  return signed;
}

/**
 * What mailauth, as the server of `server`, makes of a mail: its results, and the mail as it goes into the mailbox, below the
 * fields that it writes.
 */
export async function receivedBy(
  server: string,
  zone: Zone,
  message: string,
  { ip, helo, sender }: Arrival,
): Promise<{ results: AuthenticateResult; raw: string }> {
  const results = await authenticate(message, {
    ip,
    helo,
    sender,
    mta: server,
    resolver: resolverOf(zone),
    disableBimi: true,
  });
  const hop = `Received: from ${helo} (${helo} [${ip}]) by ${server} with ESMTPS id 1; Fri, 1 May 2026 10:00:00 +0000\r\n`;
  return { results, raw: `${results.headers}${hop}${message}` };
}

/** The mail as a forwarder passes it on, sealed (RFC 8617) over what the forwarder found. */
export async function sealedBy(
  sealer: string,
  zone: Zone,
  message: string,
  arrival: Arrival,
  change: (message: string) => string = (text) => text,
): Promise<string> {
  const { results } = await receivedBy(sealer, zone, message, arrival);
  const passedOn = change(message);
  const { arc } = results;
  const authResults = arc !== false && "authResults" in arc ? arc.authResults : "";
  // The declarations of mailauth leave two members out that its README asks for.
  const sealing = { signingDomain: sealer, selector: "mail", privateKey, authResults, cv: "none" };
  return (await sealMessage(passedOn, sealing)).toString() + passedOn;
}
