export type { ServiceLinks, SmartInvitesOptions } from "./options.ts";
export { createSmartInvites, type SmartInvites } from "./smart-invites.ts";
export { type InviteStore, memoryStore } from "./store.ts";
