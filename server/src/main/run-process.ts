import { ConfigError } from './config/config.ts'
import { StartError } from './start-error.ts'

export type Running = {
  /** `why` is the signal, or what `leave` was called with. */
  stop(why: string): Promise<void>
}

/** Ends the process as the first signal does. Once it is ending, this changes nothing. */
export type Leave = (why: string) => void

// npm passes on the signal that the terminal has sent to everybody already: that is no second one.
const same_signal_ms = 1_500

/**
 * Runs what `start` starts until a signal ends it, exit code 0. What the operator can put right is told in a sentence on
 * standard error, with exit code 1. A second signal leaves at once.
 */
export const runProcess = async (
  start: (leave: Leave) => Promise<Running>,
  stopping: () => void = () => undefined
): Promise<void> => {
  // A terminal that is closed, a pipe whose reader is gone, a disk that is full: no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  // What it makes is for its own user alone.
  process.umask(0o077)
  let first_ms: number | undefined
  const starting = Promise.withResolvers<Running>()
  starting.promise.catch(() => undefined)

  const end = async (why: string): Promise<void> => {
    first_ms = performance.now()
    stopping()
    // What is only half started could not be stopped.
    const running = await starting.promise
    await running.stop(why)
    process.exit(0)
  }
  const leave: Leave = (why) => {
    if (first_ms === undefined) end(why).catch(fail)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (first_ms === undefined) leave(signal)
      else if (performance.now() - first_ms > same_signal_ms) process.exit(1)
    })
  }

  try {
    starting.resolve(await start(leave))
  } catch (error) {
    fail(error)
  }
}

const fail = (error: unknown): never => {
  const told = error instanceof StartError || error instanceof ConfigError
  process.stderr.write(`${told ? error.message : format(error)}\n`)
  process.exit(1)
}

const format = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
