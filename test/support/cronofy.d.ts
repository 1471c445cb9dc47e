/** The part of the official SDK that the suite calls; it ships no types. */
declare module "cronofy" {
  type Json = Record<string, unknown>;

  export default class Cronofy {
    constructor(config: { client_id?: string; client_secret?: string; data_center?: string });
    /** Where requests go: by default a data centre of the vendor's. */
    urls: { api: string };
    createSmartInvite(body: object): Promise<Json>;
    cancelSmartInvite(body: object): Promise<Json>;
    getSmartInvite(query: object): Promise<Json>;
    hmacValid(options: { hmac: string | undefined; body: string }): boolean;
  }
}
