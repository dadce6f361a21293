import { readFileSync } from 'node:fs'
import type { WorkerSpec } from '../contract.ts'
import { exitOf, outOfMemory, type WorkerExit } from '../worker-exit.ts'
import type { LogFiles } from './log-files.ts'

const tail_bytes = 4_000

/** How processes of workers ended, told once. */
export const createProcessExits = (log_files: LogFiles) => {
  const exits = new Map<string, WorkerExit>()
  let oom_kills = countOomKills()
  return {
    note: async (
      { instance_id, limits }: WorkerSpec,
      code: number | null,
      signal: string | null
    ): Promise<WorkerExit> => {
      const before = oom_kills
      oom_kills = countOomKills()
      const tail = await log_files.tail(instance_id, tail_bytes).catch(() => '')
      const seen = { tail, oom_kills: oom_kills - before, memory_mb: limits?.memory_mb }
      const exit = processExit(code, signal, seen)
      exits.set(instance_id, exit)
      return exit
    },
    tell: (instance_id: string): WorkerExit | null => {
      const exit = exits.get(instance_id) ?? null
      exits.delete(instance_id)
      log_files.forget(instance_id)
      return exit
    }
  }
}

const heap_is_full = /heap out of memory/

/** How a process of a worker ended. `tail` is the end of its log, `oom_kills` how many processes the kernel has ended meanwhile for want of memory. */
export const processExit = (
  code: number | null,
  signal: string | null,
  seen: { tail: string; oom_kills: number; memory_mb: number | undefined }
): WorkerExit => {
  if (signal === 'SIGKILL' && seen.oom_kills > 0) return outOfMemory()
  if (signal === 'SIGABRT' && heap_is_full.test(seen.tail)) {
    const { words, cause } = outOfMemory(seen.memory_mb)
    return seen.memory_mb === undefined
      ? { words: 'The worker was ended because its memory was full.', cause }
      : { words, cause }
  }
  return exitOf(code, signal)
}

/** How many processes of this machine the kernel has ended for want of memory; 0 where it does not say. */
export const countOomKills = (): number => {
  try {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync('/proc/vmstat', 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
