import { driver_sample } from './driver.ts'
import { endpoint_sample } from './endpoint.ts'
import { event_sample } from './event.ts'
import { job_sample } from './job.ts'
import { kind_sample } from './kind.ts'
import { live_call_sample } from './live-call.ts'
import type { Sample } from './sample.ts'
import { setting_sample } from './setting.ts'
import { table_sample } from './table.ts'

/** One of each thing that is added to the product again and again. */
export const samples: Sample[] = [
  kind_sample,
  endpoint_sample,
  live_call_sample,
  event_sample,
  setting_sample,
  table_sample,
  job_sample,
  driver_sample
]

/** Every file that a sample touches. */
export const touchedBy = ({ files, edits, written }: Sample): string[] =>
  [...Object.keys(files), ...Object.keys(edits), ...written].sort()

/** How many files `docs/architecture.md` says that each takes. */
export const promisedCounts = (architecture: string): Map<string, number> =>
  new Map(
    [...architecture.matchAll(/^\| (an? [^|]+?) \| (\d+) \|/gm)].map(
      ([, name = '', files = '']): [string, number] => [name, Number(files)]
    )
  )
