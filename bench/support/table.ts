export type Cell = string | number | null | undefined

/** Prints rows under a title, columns aligned; numbers with three significant digits. */
export const printTable = (title: string, head: string[], rows: Cell[][]): void => {
  const lines = [head, ...rows.map((row) => row.map(show))]
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0))
  )
  const print = (line: string[]): void =>
    console.log(
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
        )
        .join('  ')
    )
  console.log(`\n${title}`)
  for (const line of lines) print(line)
}

const show = (cell: Cell): string => {
  if (typeof cell === 'string') return cell
  if (cell === null || cell === undefined || Number.isNaN(cell)) return '–'
  if (cell === 0) return '0'
  return Math.abs(cell) >= 100 ? cell.toFixed(0) : cell.toPrecision(3)
}
