/** The names of modules of a folder, parted by blanks, as paths. */
export function under(folder: string, names: string): string[] {
  return names.split(" ").map((name) => `${folder}/${name}`);
}
