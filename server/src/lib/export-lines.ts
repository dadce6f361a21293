export type LineFormat = 'csv' | 'ndjson'

/** How many rows are read, written and forgotten at once. */
export const piece_rows = 1_000

type Export<Row> = {
  format: LineFormat
  columns: readonly string[]
  /** Columns of decimals: no formula, even where they begin with a minus. */
  amounts?: readonly string[]
  /** What stands in the columns, in their order. */
  values: (row: Row) => unknown[]
  /** The rows after this one, at most `piece_rows`: fewer are the last ones. null: from the first on. */
  read: (after: Row | null) => Promise<Row[]>
  signal: AbortSignal
}

/**
 * Rows as lines, read piece by piece: however many there are, few of them are in memory. A heading comes with the first
 * piece, so that nothing is said before something could be read.
 */
export async function* exportLines<Row>(asked: Export<Row>): AsyncGenerator<string> {
  const { format, columns, amounts = [], values, read, signal } = asked
  const is_amount = columns.map((name) => amounts.includes(name))
  let heading = format === 'csv' ? csvLine([...columns], is_amount) : ''
  let after: Row | null = null
  do {
    const rows: Row[] = await read(after)
    const lines = rows.map((row) =>
      format === 'csv' ? csvLine(values(row), is_amount) : jsonLine(columns, values(row))
    )
    yield heading + lines.join('')
    heading = ''
    after = rows.length < piece_rows ? null : (rows.at(-1) ?? null)
  } while (after && !signal.aborted)
}

const jsonLine = (columns: readonly string[], values: unknown[]): string =>
  `${JSON.stringify(Object.fromEntries(columns.map((name, at) => [name, values[at] ?? null])))}\n`

const csvLine = (values: unknown[], is_amount: boolean[]): string =>
  `${values.map((value, at) => csvCell(value, is_amount[at] === true)).join(',')}\r\n`

/** A text that a spreadsheet would take for a formula is made one that it does not. */
const csvCell = (value: unknown, is_amount: boolean): string => {
  const text = textOf(value)
  const is_formula = typeof value === 'string' && !is_amount && /^[=+\-@\t\r]/.test(text)
  const safe = is_formula ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
