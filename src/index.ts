export { ItipError, type ItipErrorCode, type Problem } from "./errors.ts";
