export type { AnswerLinks } from "../email/letter/answer-links.ts";
export type { LinkAnswer } from "../reply/link-answer.ts";
export { answerLinks, type LinkOptions } from "./answer-links.ts";
export { type AnswerPageOptions, answeredPage, answerPage } from "./answer-page.ts";
export { type ReadLinkOptions, readAnswerLink } from "./read-answer-link.ts";
export type { AnswerPageWording } from "./wording.table.ts";
