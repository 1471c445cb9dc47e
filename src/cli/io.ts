/** All that a command may do to the world outside: given to it, so that a test can be that world. */
export interface Io {
  /** The bytes of a file; rejects with an `Error` that has a `code` such as ENOENT. */
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** Writes a file, and makes the folders it lies in. */
  readonly writeFile: (path: string, text: string) => Promise<void>;
  /** Of this package. */
  readonly readVersion: () => Promise<string>;
  /** Resolves when the person at the terminal, or the system, wants the command to end. */
  readonly untilStopped: () => Promise<void>;
  readonly readStdin: () => Promise<Uint8Array>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether people look on: only they get colours, and progress that is written over. */
  readonly terminal: { readonly out: boolean; readonly err: boolean };
}
