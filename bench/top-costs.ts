import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { printTable } from './support/table.ts'

// Where the time of a profile went: node bench/top-costs.ts FILE.cpuprofile [ROWS]
type Profile = {
  nodes: {
    id: number
    callFrame: { functionName: string; url: string; lineNumber: number }
    children?: number[]
  }[]
  samples: number[]
  timeDeltas: number[]
}

const [file = '', rows = '40'] = process.argv.slice(2)
const profile = JSON.parse(readFileSync(file, 'utf8')) as Profile
const spent_us = new Map<number, number>()
for (const [index, id] of profile.samples.entries())
  spent_us.set(id, (spent_us.get(id) ?? 0) + (profile.timeDeltas[index] ?? 0))

const by_function = new Map<string, number>()
const by_file = new Map<string, number>()
const below_us = new Map<string, number>()
const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
const nameOf = (url: string): string =>
  url.startsWith('file://')
    ? relative(process.cwd(), url.slice(7)).replace(/^.*node_modules\//, '')
    : url || 'node itself'
const add = (sums: Map<string, number>, name: string, us: number): void => {
  sums.set(name, (sums.get(name) ?? 0) + us)
}

// Depth first, with the functions on the way counted once each: what runs below a function is its cost too.
const walk = (id: number, above: Set<string>): number => {
  const node = nodes.get(id)
  if (!node) return 0
  const { functionName, url, lineNumber } = node.callFrame
  const place = nameOf(url)
  const name = `${functionName || '(anonymous)'} ${place}:${lineNumber + 1}`
  const first = !above.has(name)
  if (first) above.add(name)
  const own = spent_us.get(id) ?? 0
  let total = own
  for (const child of node.children ?? []) total += walk(child, above)
  if (first) {
    above.delete(name)
    add(below_us, name, total)
  }
  if (functionName !== '(idle)') {
    add(by_function, name, own)
    add(by_file, place, own)
  }
  return total
}
walk(profile.nodes[0]?.id ?? 1, new Set())

const busy_us = [...by_function.values()].reduce((sum, us) => sum + us, 0)
const top = (sums: Map<string, number>) =>
  [...sums]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, Number(rows))
    .map(([name, us]) => [name, us / 1000, `${((100 * us) / busy_us).toFixed(1)} %`])
printTable('Own time by function', ['function', 'ms', 'share'], top(by_function))
printTable('Own time by file', ['file', 'ms', 'share'], top(by_file))
printTable('With everything called from there', ['function', 'ms', 'share'], top(below_us))
