import { importCycles } from './figures/cycles.ts'
import { parseSources } from './figures/parse.ts'

/** Refuses files that import each other in a circle, even for their types alone. */
for (const cycle of importCycles(parseSources('.'))) {
  console.error(`these files import each other in a circle: ${cycle.join(' → ')}`)
  process.exitCode = 1
}
