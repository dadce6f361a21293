/** One word in a line. */
export const wordsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What is wrong with one of these words, with the number of its line. */
export const wrongWord = (errors: Record<string, string>, field: string): string | undefined => {
  for (const [path, message] of Object.entries(errors)) {
    if (path === field) return message
    const [name, nth] = path.split('.')
    if (name === field) return `${Number(nth) + 1}: ${message}`
  }
  return undefined
}
