import { readFileSync, writeFileSync } from 'node:fs'
import { type Column, columns, type KindSample } from './sample.ts'
import { rowOf } from './samples.ts'

const readme = new URL('../../../../README.md', import.meta.url)
const begin = '<!-- kinds: written by npm run kinds:table -->\n'
const end = '<!-- /kinds -->\n'

/** What has made its round trip so far. */
export type Shown = {
  add(sample: Pick<KindSample, 'type' | 'as'>, column: Column, cell?: '✓' | '✓ in'): void
  cell(sample: Pick<KindSample, 'type' | 'as'>, column: Column): string
}

export const createShown = (): Shown => {
  const shown = new Map<string, string>()
  const name = (sample: Pick<KindSample, 'type' | 'as'>, column: Column): string =>
    `${rowOf(sample)} ${column}`
  return {
    add: (sample, column, cell = '✓') => void shown.set(name(sample, column), cell),
    cell: (sample, column) => shown.get(name(sample, column)) ?? 'not shown'
  }
}

type Row = Pick<KindSample, 'type' | 'as' | 'none'>

/** The table in Markdown: a tick for each round trip (`in`: what others do alone), and why there is none elsewhere. */
export const tableOf = (rows: Row[], shown: Shown): string => {
  const lines = [
    ['', ...columns],
    ['---', ...columns.map(() => '---')]
  ]
  for (const row of rows) {
    const cells = columns.map((column) => row.none[column] ?? shown.cell(row, column))
    lines.push([rowOf(row), ...cells])
  }
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
}

/** The table as the README has it. */
export const tableInReadme = (): string => partsOf(readFileSync(readme, 'utf8')).table

export const writeTable = (table: string): void => {
  const { before, after } = partsOf(readFileSync(readme, 'utf8'))
  writeFileSync(readme, `${before}${table}${after}`)
}

const partsOf = (text: string): { before: string; table: string; after: string } => {
  const from = text.indexOf(begin) + begin.length
  const to = text.indexOf(end)
  if (from < begin.length || to < from) throw new Error('the README has no place for the table')
  return { before: text.slice(0, from), table: text.slice(from, to), after: text.slice(to) }
}
