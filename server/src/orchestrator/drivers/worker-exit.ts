import { constants } from 'node:os'

/**
 * Why a worker is gone: by a fault of its own (`crashed`), for want of memory (`memory`), or because somebody ended it
 * (`ended`), which says nothing about what it worked on.
 */
export type ExitCause = 'crashed' | 'memory' | 'ended'

/** How a worker ended, in words for its tenants. */
export type WorkerExit = { words: string; cause: ExitCause }

/** What a program is ended by for what it did itself. */
const faults = new Set(['SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSEGV', 'SIGSYS', 'SIGTRAP'])

const signals = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]))

/** What a shell and Docker add to the number of the signal that has ended a program. */
const signaled = 128

/** How a process ended, by what the system says of it. */
export const exitOf = (code: number | null, signal: string | null = null): WorkerExit => {
  const by = signal ?? signals.get((code ?? 0) - signaled)
  if (by) {
    return {
      words: faults.has(by) ? `The worker crashed with ${by}.` : `The worker was ended by ${by}.`,
      cause: faults.has(by) ? 'crashed' : 'ended'
    }
  }
  return { words: `The worker exited with code ${code}.`, cause: code === 0 ? 'ended' : 'crashed' }
}

/** It was ended because it needed more memory than it may have; where it may have all there is, `memory_mb` is not known. */
export const outOfMemory = (memory_mb?: number): WorkerExit => ({
  words:
    memory_mb === undefined
      ? 'The worker was ended because the machine was out of memory.'
      : `The worker was ended because it needed more than its ${memory_mb} MB of memory.`,
  cause: 'memory'
})
