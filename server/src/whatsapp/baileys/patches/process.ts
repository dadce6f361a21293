import type { Log } from '../../../lib/log.ts'
import { useNodeKeyObjects } from './node-key-objects.ts'

/**
 * Prepares the process for the library, before it reads anything: what libsignal prints goes to the log without its
 * secrets, and what slows every message down is switched off. Call once, in a process that does nothing else.
 */
export const prepareProcess = (options: {
  log: Log
  /** Whether errors keep their stack traces, for whoever looks for a fault. */
  stack_traces: boolean
}): void => {
  silenceConsole(options.log)
  // Node and Baileys make an error object several times per message and throw it away; its stack trace was a third of
  // the worker's processor time.
  if (!options.stack_traces) Error.stackTraceLimit = 0
  useNodeKeyObjects()
}

/** libsignal prints whole session records, private keys and all, through the console. */
const silenceConsole = (log: Log): void => {
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    console[method] = (first?: unknown) =>
      log.debug(
        { said: typeof first === 'string' ? first.slice(0, 80) : '' },
        'library printed something'
      )
  }
}
