/** Something that is added to a copy of the tree, to see how many files it takes. */
export type Sample = {
  /** As `docs/architecture.md` calls it in its table. */
  name: string
  /** New files by their paths. */
  files: Record<string, string>
  /** Files that are changed, and how. */
  edits: Record<string, (text: string) => string>
  /** What a person would run afterwards because it writes files, and which of them it changes. */
  generate: string[][]
  written: string[]
  /** Arguments of Node that prove that it works. */
  prove: string[][]
}

/** The text with `to` instead of `from`, which has to be there. */
export const replaced = (
  text: string,
  from: string | RegExp,
  to: string | ((found: string) => string)
): string => {
  // The library has a signature for each of the two, and none for either.
  const changed = text.replace(from, to as string)
  if (changed === text) throw new Error(`nothing to replace: ${from}`)
  return changed
}
