let loaded: typeof import("postal-mime") | undefined;

/**
 * postal-mime, loaded with the first mail that is opened: whoever only sends need not wait for it, nor ship it.
 *
 * The module is kept and not the promise, which one request of a worker could not await for another.
 */
export async function postalMime(): Promise<typeof import("postal-mime")> {
  loaded ??= await import("postal-mime");
  return loaded;
}
