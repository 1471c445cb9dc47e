export type { AnswerInput } from "../reply/answer-input.ts";
export { type AnswerAsOptions, answerAs, type ClientReply } from "./answer-as.ts";
export { type ClientCapability, clientCapabilities } from "./capabilities.ts";
export type { Client } from "./dialects.ts";
export type { AnswerableRequest } from "./request.ts";
