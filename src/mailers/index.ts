export { type AmazonSesMail, toAmazonSes } from "./amazon-ses.ts";
export { toGmail } from "./gmail.ts";
export { type MailgunMail, toMailgun } from "./mailgun.ts";
export { toMicrosoftGraph } from "./microsoft-graph.ts";
export {
  type NodemailerAddress,
  type NodemailerAttachment,
  type NodemailerMail,
  toNodemailer,
} from "./nodemailer.ts";
export { type PostmarkMail, toPostmark } from "./postmark.ts";
export type { MailerRequest } from "./request.ts";
export { type ResendAttachment, type ResendMail, toResend } from "./resend.ts";
export { type SendGridAttachment, type SendGridMail, toSendGrid } from "./sendgrid.ts";
