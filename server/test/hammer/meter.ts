import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** The long form takes its time, so that pauses can be seen to grow. */
export const long = process.env['HAMMER'] === 'long'

/** What processes used while a partner misbehaved. */
export type Used = { seconds: number; cpu_s: number; rss_mb: number; lines: number }

const ticks_per_second = 100

const cpuOf = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticks_per_second
}

const residentOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}

/** Watches processes for so long. What is bounded here is what a loop without a pause would use many times over. */
export const use = async (pids: number[], lines: () => number, seconds: number): Promise<Used> => {
  const began_ms = performance.now()
  const [cpu, said] = [await sum(pids, cpuOf), lines()]
  await pause(seconds * 1000)
  return {
    seconds: (performance.now() - began_ms) / 1000,
    cpu_s: (await sum(pids, cpuOf)) - cpu,
    rss_mb: await sum(pids, residentOf),
    lines: lines() - said
  }
}

const sum = async (pids: number[], of: (pid: number) => Promise<number>): Promise<number> =>
  (await Promise.all(pids.map(of))).reduce((total, one) => total + one, 0)
