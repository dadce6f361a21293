import { parseArgs } from 'node:util'
import { type MediaFigures, measureMedia } from './support/measure-media.ts'
import { withScope } from './support/scope.ts'
import { printTable } from './support/table.ts'

// What files cost next to a plain copy of the same bytes, and next to Baileys alone on the same simulator, in turns: all of
// them at once out, then in, byte for byte.
//   node bench/media.ts                          20 files of 100 MB, in some minutes; 8 GB of disk
//   node bench/media.ts --files 1 --mb 2000      one document of 2 GB
// Of memory it shows how much more each process had at most than before; of processor time, milliseconds for each MB.
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '20' },
    mb: { type: 'string', default: '100' },
    json: { type: 'boolean', default: false }
  }
})
const plan = { files: Number(values.files), bytes: Number(values.mb) * 1e6 }
const figures: MediaFigures[] = []
const tell = (one: MediaFigures): void => {
  figures.push(one)
  if (!values.json) console.log(`${one.name}: ${Math.round(one.mb_per_s)} MB/s`)
}
const show = (): void => {
  if (values.json) return console.log(JSON.stringify(figures))
  printTable(
    `${plan.files} × ${values.mb} MB at once`,
    [
      '',
      'MB/s',
      'gateway ms/MB',
      'worker ms/MB',
      'gateway +MB',
      'worker +MB',
      'bare ms/MB',
      'bare +MB'
    ],
    figures.map((one) => [
      one.name,
      one.mb_per_s,
      one.gateway?.cpu_ms_per_mb,
      one.worker?.cpu_ms_per_mb,
      one.gateway?.more_mb,
      one.worker?.more_mb,
      one.bare?.cpu_ms_per_mb,
      one.bare?.more_mb
    ])
  )
}
// Also when it breaks off: Baileys alone gives up a file of 2 GB.
await withScope((scope) => measureMedia(scope, plan, tell)).finally(show)
