import type { ColdStart } from './measure-cold-start.ts'
import type { MemoryFigures } from './measure-memory.ts'
import type { StormFigures } from './measure-storm.ts'
import type { PipelineFigures } from './pipeline-parts.ts'
import { printSending, printWebhooks } from './print-first-message.ts'
import { printSides } from './print-sides.ts'
import { printTable } from './table.ts'

/** The figures of the parts that were measured, each next to Baileys alone. */
export const printPipeline = (figures: PipelineFigures): void => {
  if (figures.sides) printSides(figures.sides)
  if (figures.api) {
    printSending([figures.api.sending])
    printWebhooks(figures.api.webhooks)
  }
  if (figures.memory) printMemory(figures.memory)
  if (figures.storm) printStorm(figures.storm)
  if (figures.cold_start) printColdStart(figures.cold_start)
}

const printMemory = (memory: MemoryFigures[]): void =>
  printTable(
    'Megabytes after so many messages with 10 sessions, half of them out and half in',
    ['', 'messages', 'seconds', 'resident', 'heap in use', 'database'],
    memory.flatMap(({ side, points }) =>
      points.map((point) => [
        side,
        String(point.messages),
        point.took_s,
        point.resident_mb,
        point.heap_mb,
        point.database_mb
      ])
    )
  )

const printStorm = (storm: StormFigures[]): void =>
  printTable(
    'All connections cut at once',
    [
      '',
      'outage s',
      'all back s',
      'process ms',
      'database ms',
      'longest stall ms',
      'most logins/s'
    ],
    storm.map((one) => [
      one.side,
      String(one.outage_s),
      one.back_s,
      one.cpu_ms,
      one.database_cpu_ms,
      one.stall_ms,
      String(one.logins_per_second_most)
    ])
  )

const printColdStart = (starts: ColdStart[]): void =>
  printTable(
    'Every process started anew: seconds until connected, processor milliseconds',
    ['', 'healthy', 'half', 'all', 'gateway', 'worker', 'database'],
    starts.map(({ how, healthy_s, half_s, all_s, cpu_ms }) => [
      how,
      healthy_s,
      half_s,
      all_s,
      cpu_ms.gateway,
      cpu_ms.worker,
      cpu_ms.database
    ])
  )
