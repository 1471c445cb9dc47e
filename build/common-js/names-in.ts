/** The names of an import or export, `from as to` each: [from, to]. */
export function namesIn(list: string): [from: string, to: string][] {
  return list.split(", ").map((name) => {
    const [from = "", to = from] = name.split(" as ");
    return [from, to];
  });
}
