import type { SideFigures } from './measure-sides.ts'
import { type Cell, printTable } from './table.ts'

/** The figures of worker and bare loop side by side. */
export const printSides = (figures: SideFigures[]): void => {
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
    'Resident megabytes of the process and of its database',
    [
      'sessions',
      'alone',
      'linked',
      'per session',
      'after messages',
      'per session',
      'database',
      'per session'
    ],
    rows((one) => [
      one.resident_alone_mb,
      one.resident_linked_mb,
      (one.resident_linked_mb - one.resident_alone_mb) / one.sessions,
      one.resident_after_mb,
      (one.resident_after_mb - one.resident_alone_mb) / one.sessions,
      one.database_mb,
      one.database_mb === null || one.database_alone_mb === null
        ? null
        : (one.database_mb - one.database_alone_mb) / one.sessions
    ])
  )
  printTable(
    'Linking ten at a time: processor milliseconds of the process each, longest stall of its event loop',
    ['sessions', 'each', 'stall ms'],
    rows((one) => [one.link_cpu_ms, one.link_stall_ms])
  )
}
