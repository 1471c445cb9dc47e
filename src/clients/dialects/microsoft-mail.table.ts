import type { FieldShape, PartShape } from "./mail-shape.ts";

/** The header of an answer that left through Exchange, as Outlook's does too. */
export const microsoftFields = [
  "From",
  "To",
  "Subject",
  "Thread-Topic",
  "Thread-Index: AQHa{HEX24}",
  "Date",
  "Message-ID: <{HEX10}@{HEX10}.EURP190.PROD.OUTLOOK.COM>",
  "References",
  "In-Reply-To",
  "Accept-Language: {tag}",
  "Content-Language: {tag}",
  "X-MS-Has-Attach:",
  "X-MS-TNEF-Correlator:",
  "Content-Type",
  "MIME-Version: 1.0",
] as const satisfies readonly FieldShape[];

/** Text, HTML and the calendar text, once each; people's text in Latin-1 as long as that can hold it. */
export const microsoftBody = {
  fields: ['Content-Type: multipart/alternative;\r\n\tboundary="{boundary}"'],
  boundary: "_000_{HEX32}EURP190PROD_",
  parts: [
    {
      fields: ['Content-Type: text/plain; charset="{charset}"', "Content-Transfer-Encoding: {encoding}"],
      holds: "text",
      charsets: ["iso-8859-1", "utf-8"],
      encodings: ["quoted-printable"],
    },
    {
      fields: ['Content-Type: text/html; charset="{charset}"', "Content-Transfer-Encoding: {encoding}"],
      holds: "html",
      charsets: ["iso-8859-1", "utf-8"],
      encodings: ["quoted-printable"],
    },
    {
      fields: [
        'Content-Type: text/calendar; charset="utf-8"; method={METHOD}',
        "Content-Transfer-Encoding: {encoding}",
      ],
      holds: "calendar",
      encodings: ["base64"],
    },
  ],
} as const satisfies PartShape;

/** The HTML around the comment. */
export const microsoftHtml =
  '<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset={charset}">\n</head>\n<body>\n<div>{text}</div>\n</body>\n</html>';
