import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** One role as a process that is started again whenever it ends, as systemd or Docker would. */
export type RoleProcess = {
  readonly pid: number | undefined
  /** How often it was started. */
  readonly starts: number
  kill(): boolean
  stop(): Promise<void>
}

const restart_after_ms = 200
const stop_within_ms = 15_000

export const keepRole = (options: {
  file: string
  environment: Record<string, string>
  log_file: string
  node_options?: string[]
}): RoleProcess => {
  const program = fileURLToPath(new URL(`../../src/main/${options.file}`, import.meta.url))
  const over = new AbortController()
  let child: ChildProcess | undefined
  let starts = 0

  const run = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const log = await open(options.log_file, 'a')
      if (over.signal.aborted) return log.close()
      const started = spawn(process.execPath, [...(options.node_options ?? []), program], {
        stdio: ['ignore', log.fd, log.fd],
        env: options.environment
      })
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
