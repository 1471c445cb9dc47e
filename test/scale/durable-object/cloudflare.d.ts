/** What the runtime gives to a Worker, as far as it is used here. */
declare module "cloudflare:workers" {
  interface DurableObjectState {
    readonly storage: {
      readonly sql: {
        exec<Row extends object>(
          query: string,
          ...values: readonly (string | number)[]
        ): { toArray(): Row[] };
      };
      /** All that it writes, or nothing. */
      transactionSync<Result>(work: () => Result): Result;
      getAlarm(): Promise<number | null>;
      setAlarm(time: number): Promise<void>;
    };
  }

  export abstract class DurableObject<Env> {
    constructor(ctx: DurableObjectState, env: Env);
    protected readonly ctx: DurableObjectState;
    protected readonly env: Env;
  }
}
