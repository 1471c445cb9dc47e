const mostShown = 300;

/** As much of a text as one line of a summary takes. */
export function excerptOf(text: string | undefined): string | undefined {
  const plain = text?.trim();
  return plain !== undefined && plain.length > mostShown ? `${plain.slice(0, mostShown)}…` : plain;
}
