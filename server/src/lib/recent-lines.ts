/** The last lines that were written, up to a size. */
export type RecentLines = {
  push(line: string): void
  /** From the oldest on. */
  all(): string[]
}

/** Keeps whole lines of at most `chars_max` altogether; the oldest go first, and a line that is longer is not kept. */
export const createRecentLines = (chars_max: number): RecentLines => {
  let lines: string[] = []
  let first = 0
  let chars = 0
  return {
    push: (line) => {
      if (line.length > chars_max) return
      lines.push(line)
      chars += line.length
      while (chars > chars_max) {
        chars -= (lines[first] as string).length
        lines[first] = ''
        first++
      }
      if (first < 1_000) return
      lines = lines.slice(first)
      first = 0
    },
    all: () => lines.slice(first)
  }
}
