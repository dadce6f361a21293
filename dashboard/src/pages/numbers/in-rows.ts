/** Entries in rows of so many. */
export const inRows = <T>(entries: T[], columns: number): T[][] =>
  Array.from({ length: Math.ceil(entries.length / columns) }, (_row, nth) =>
    entries.slice(nth * columns, (nth + 1) * columns)
  )
