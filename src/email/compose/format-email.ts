import { MIMEMessageContent } from "mimetext/browser";
import type { Field } from "./field.ts";

/** What mimetext asks of its surroundings. It never encodes anything here: every value comes to it ready to be written. */
const environment = {
  toBase64: (text: string) => text,
  toBase64WebSafe: (text: string) => text,
  eol: "\r\n",
  validateContentType: (type: string) => type,
};

/** One of its messages takes as long to be made as to be written. */
let content: MIMEMessageContent | undefined;

/** An email as it is sent (RFC 5322 section 2.1), through mimetext: its header fields, a blank line, its body. */
export function formatEmail(fields: Field[], body: string): string {
  content ??= new MIMEMessageContent(environment, "");
  // Its own list would fill Date and Message-ID from the clock and by chance.
  content.headers.fields = fields;
  content.data = body;
  const email = content.dump();
  content.data = "";
  return email;
}
