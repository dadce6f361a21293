import type { SideFigures } from './measure-sides.ts'
import { type Cell, printTable } from './table.ts'

/** The figures of worker and bare loop side by side. */
export const printPipeline = (figures: SideFigures[]): void => {
  const rows = (pick: (one: SideFigures) => Cell[]): Cell[][] =>
    figures.map((one) => [`${one.sessions} × ${one.side}`, ...pick(one)])
  const flow = (part: 'out' | 'in'): Cell[][] =>
    rows((one) => [
      one[part].per_second,
      one[part].process,
      one[part].database,
      one[part].process + one[part].database,
      one[part].simulator
    ])
  const head = ['sessions', 'texts/s', 'process', 'database', 'together', 'simulator']
  printTable('Texts out: processor milliseconds each', head, flow('out'))
  printTable('Texts in (a burst): processor milliseconds each', head, flow('in'))
  printTable(
    'Accepted to acknowledged by the server at 50 texts/s, milliseconds',
    ['sessions', 'p50', 'p95'],
    rows((one) => [one.ack_p50_ms, one.ack_p95_ms])
  )
  printTable(
    'Resident megabytes of the process, processor milliseconds per link',
    ['sessions', 'alone', 'linked', 'per session', 'after messages', 'per session', 'link'],
    rows((one) => [
      one.resident_alone_mb,
      one.resident_linked_mb,
      (one.resident_linked_mb - one.resident_alone_mb) / one.sessions,
      one.resident_after_mb,
      (one.resident_after_mb - one.resident_alone_mb) / one.sessions,
      one.link_cpu_ms
    ])
  )
}
