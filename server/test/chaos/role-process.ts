import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { compileCache } from '../../testkit/compile-cache.ts'

/** One role as a process that is started again whenever it ends, as systemd or Docker would. */
export type RoleProcess = {
  readonly pid: number | undefined
  /** How often it was started. */
  readonly starts: number
  kill(): boolean
  /** Ends the process with this signal; from then on the program of this source tree is started. */
  upgrade(root: string, signal: NodeJS.Signals): void
  stop(): Promise<void>
}

/** The source tree that these tests belong to. */
export const own_root = fileURLToPath(new URL('../../../', import.meta.url))

const restart_after_ms = 200
const stop_within_ms = 15_000

export const keepRole = (options: {
  file: string
  root?: string
  environment: Record<string, string>
  log_file: string
  node_options?: string[]
}): RoleProcess => {
  let root = options.root ?? own_root
  const over = new AbortController()
  let child: ChildProcess | undefined
  let starts = 0

  const run = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const log = await open(options.log_file, 'a')
      if (over.signal.aborted) return log.close()
      const started = spawn(
        process.execPath,
        [...(options.node_options ?? []), join(root, 'server/src/main', options.file)],
        {
          stdio: ['ignore', log.fd, log.fd],
          env: { ...compileCache(), ...options.environment }
        }
      )
      child = started
      starts++
      await once(started, 'exit')
      child = undefined
      await log.close()
      await pause(restart_after_ms, undefined, { signal: over.signal }).catch(() => undefined)
    }
  }
  const running = run()

  return {
    get pid() {
      return child?.pid
    },
    get starts() {
      return starts
    },
    kill: () => child?.kill('SIGKILL') ?? false,
    upgrade: (next, signal) => {
      root = next
      child?.kill(signal)
    },
    stop: async () => {
      over.abort()
      const last = child
      last?.kill('SIGTERM')
      const timer = setTimeout(() => last?.kill('SIGKILL'), stop_within_ms)
      await running
      clearTimeout(timer)
    }
  }
}
