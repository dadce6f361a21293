import { availableParallelism, totalmem } from 'node:os'

/** What a worker takes when a few numbers are linked on it; see docs/reliability.md. */
const worker_bytes = 200 * 1024 * 1024
const workers_per_core = 8

/** As many workers as half of the memory holds that this process may use, and not more than the processor can serve. */
export const defaultWorkersMax = (
  machine = {
    memory_bytes: Math.min(process.constrainedMemory() || totalmem(), totalmem()),
    cores: availableParallelism()
  }
): number =>
  Math.max(
    2,
    Math.min(Math.floor(machine.memory_bytes / 2 / worker_bytes), machine.cores * workers_per_core)
  )
