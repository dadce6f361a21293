import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds of one clock tick, in which /proc counts processor time. */
const tick_ms = 10

type Times = { ppid: number; own_ms: number; of_dead_children_ms: number }

/** Processor time of a process so far; null when it is gone. */
const timesOf = (pid: number | string): Times | null => {
  let line: string
  try {
    line = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return null
  }
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  const field = (index: number): number => Number(fields[index])
  return {
    ppid: field(1),
    own_ms: (field(11) + field(12)) * tick_ms,
    of_dead_children_ms: (field(13) + field(14)) * tick_ms
  }
}

/** Milliseconds of processor time a process has used. */
export const cpuOf = (pid: number): number => {
  const times = timesOf(pid)
  if (!times) throw new Error(`process ${pid} is gone`)
  return times.own_ms
}

const childrenOf = (pid: number): string[] =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name) && timesOf(name)?.ppid === pid)

/** Processor time of a whole database server: postmaster, its processes, and those that have ended. */
export const cpuOfDatabase = (postmaster: number): number => {
  const own = timesOf(postmaster)
  if (!own) throw new Error(`the database server ${postmaster} is gone`)
  return childrenOf(postmaster).reduce(
    (sum, child) => sum + (timesOf(child)?.own_ms ?? 0),
    own.own_ms + own.of_dead_children_ms
  )
}

/** Resident memory of a process in megabytes. */
export const residentOf = (pid: number): number =>
  memoryField(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS')

/** Memory of a whole database server in megabytes; pages its processes share are counted once. */
export const residentOfDatabase = (postmaster: number): number =>
  [String(postmaster), ...childrenOf(postmaster)].reduce((sum, pid) => {
    try {
      return sum + memoryField(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'), 'Pss')
    } catch {
      return sum
    }
  }, 0)

const memoryField = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024
