/** The names of an import or export, `from as to` each: [from, to]. */
export function namesIn(list: string): [from: string, to: string][] {
  return list.split(", ").map((name) => {
    const [from = "", to = from] = name.split(" as ");
    return [from, to];
  });
}

/** A file of ours as its CommonJS is named. */
export function commonName(file: string): string {
  return file.startsWith("./") ? file.replace(/\.js$/, ".cjs") : file;
}
