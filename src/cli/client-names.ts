import { type Client, clientCapabilities } from "../clients/index.ts";

/** The calendars that somebody may have. */
export const clientNames = Object.keys(clientCapabilities).filter((name): name is Client =>
  Object.hasOwn(clientCapabilities, name),
);
