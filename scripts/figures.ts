import { resolve } from 'node:path'
import { importCycles } from './figures/cycles.ts'
import { block_lines_min, duplicateBlocks } from './figures/duplicates.ts'
import {
  file_lines_max,
  function_lines_max,
  longFiles,
  longFunctions,
  totalLines
} from './figures/lengths.ts'
import { areas, parseSources, type Source } from './figures/parse.ts'

/** Counts what can be counted about the code of a checkout: `npm run figures -- [folder] [--list]`. */
const args = process.argv.slice(2)
const root = resolve(args.find((arg) => !arg.startsWith('--')) ?? '.')
const sources = parseSources(root)
const within = (area: string): Source[] => sources.filter(({ path }) => path.startsWith(`${area}/`))

const rows = areas.map((area) => {
  const files = within(area)
  return {
    area,
    files: files.length,
    lines: totalLines(files),
    [`files > ${file_lines_max} lines`]: longFiles(files).length,
    [`functions > ${function_lines_max} lines`]: longFunctions(files).length,
    'import cycles': importCycles(files).length,
    [`duplicate blocks ≥ ${block_lines_min} lines`]: duplicateBlocks(files).length
  }
})
const sum = Object.fromEntries(
  Object.keys(rows[0] ?? {}).map((name) => [
    name,
    name === 'area' ? 'all' : rows.reduce((total, row) => total + Number(row[name as 'files']), 0)
  ])
)
console.table([...rows, sum])

const product = totalLines(within('server/src'))
const tests = totalLines([...within('server/test'), ...within('server/testkit')])
console.log(`server: ${(tests / product).toFixed(2)} lines of tests for each line of product`)

if (args.includes('--list')) {
  for (const { where, lines } of longFiles(sources)) console.log(`file      ${lines}  ${where}`)
  for (const { where, lines } of longFunctions(sources)) console.log(`function  ${lines}  ${where}`)
  for (const cycle of importCycles(sources)) console.log(`cycle     ${cycle.join(' → ')}`)
  for (const area of areas) {
    for (const { lines, places } of duplicateBlocks(within(area))) {
      console.log(`duplicate ${lines}  ${places.join('  ')}`)
    }
  }
}
