import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, open } from 'node:fs/promises'
import { connect } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Log } from '../../../lib/log.ts'
import { pause } from '../../../lib/retry.ts'
import { cutFile, rotateFile } from '../../../lib/rotate-file.ts'
import type { Driver, DriverOptions, Known, WorkerSpec } from '../contract.ts'
import { findWorkerProcesses, isWorkerProcess } from './process-table.ts'
import { workerUser } from './worker-user.ts'

export type ProcessDriverOptions = DriverOptions & {
  log: Log
  /** The program of a worker. */
  worker_file: string
  log_folder: string
  /** What every worker inherits of this process's environment. */
  environment: Record<string, string>
}

/**
 * Room for new objects, in megabytes. With half of it a text costs 7 % more processor time; with twice as much it costs 4 % less,
 * for half as much memory again.
 */
export const worker_flags = ['--max-semi-space-size=16']

/** A worker starts no programs and no threads, loads no compiled libraries, and writes no files but its compiled code. */
const permissions = (environment: Record<string, string>): string[] => {
  const cache = environment['NODE_COMPILE_CACHE']
  return [
    '--permission',
    '--allow-fs-read=*',
    ...(cache ? [`--allow-fs-write=${cache}`, `--allow-fs-write=${cache}/*`] : [])
  ]
}

const log_bytes_max = 5_000_000
const log_files_kept = 2
const look_every_ms = 200
const cut_every_ms = 2_000

/**
 * Workers as processes of this machine. Each is the leader of a group of its own and writes to a file, so that it
 * outlives a killed orchestrator and the next one can take it over. Its reference is `hostname:pid`. Linux only.
 */
export const createProcessDriver = (options: ProcessDriverOptions): Driver => {
  const { log } = options
  if (workerUser(0) === undefined) {
    log.warn(
      'workers run as the user of the product, who can read its secrets: start it as root to give each worker a user of its own'
    )
  }
  const ours = `${hostname()}:`
  const children = new Map<string, ChildProcess>()
  const adopted = new Map<string, number>()
  const obituaries = new Map<string, string>()
  // One file serves all workers that have a port after each other, and each may read only of itself.
  const log_begins = new Map<string, number>()
  let closed = false

  const ended = (instance_id: string): void => {
    if (!closed) options.ended(instance_id)
  }

  // Those that are not our children end without a signal to us.
  const looking = setInterval(async () => {
    for (const [instance_id, pid] of adopted) {
      if (await isWorkerProcess(pid, instance_id).catch(() => true)) continue
      if (adopted.delete(instance_id)) ended(instance_id)
    }
  }, look_every_ms)
  looking.unref()

  // Bound: one for each port, and ports are numbered.
  const written = new Set<number>()
  const cutting = setInterval(async () => {
    for (const port of written) {
      const cut = await cutFile(logFile(port), log_bytes_max, log_files_kept).catch(() => false)
      if (cut) for (const instance_id of log_begins.keys()) log_begins.set(instance_id, 0)
    }
  }, cut_every_ms)
  cutting.unref()

  const pidOf = async (instance: Known): Promise<number | null> => {
    const noted = Number(instance.reference?.slice(ours.length))
    if (noted > 0) return noted
    return (await findWorkerProcesses()).get(instance.id) ?? null
  }
  const isOurs = (instance: Known): boolean => instance.reference?.startsWith(ours) ?? false
  const logFile = (port: number): string => join(options.log_folder, `worker-${port}.log`)

  const start = async (spec: WorkerSpec): Promise<string> => {
    await mkdir(options.log_folder, { recursive: true, mode: 0o700 })
    await rotateFile(logFile(spec.port), log_bytes_max, log_files_kept)
    const output = await open(logFile(spec.port), 'a', 0o600)
    try {
      written.add(spec.port)
      log_begins.set(spec.instance_id, (await output.stat()).size)
      const child = await spawned(options, spec, output.fd)
      children.set(spec.instance_id, child)
      child.once('exit', (code, signal) => {
        children.delete(spec.instance_id)
        obituaries.set(spec.instance_id, inWords(code, signal))
        log.info({ instance_id: spec.instance_id, code, signal }, 'worker process ended')
        ended(spec.instance_id)
      })
      child.unref()
      return `${ours}${child.pid}`
    } finally {
      await output.close()
    }
  }

  return {
    name: 'process',
    claim: () => ours,
    addressTaken,
    start,
    stop: async (instance, how) => {
      const pid = isOurs(instance) ? await pidOf(instance) : null
      if (pid === null || !(await isWorkerProcess(pid, instance.id))) return
      kill(pid, how === 'force' ? 'SIGKILL' : 'SIGTERM')
    },
    look: async (instance) => {
      if (!isOurs(instance)) return 'unknown'
      if (children.has(instance.id)) return 'running'
      const pid = await pidOf(instance)
      return pid !== null && (await isWorkerProcess(pid, instance.id)) ? 'running' : 'gone'
    },
    list: async () =>
      new Map([...(await findWorkerProcesses())].map(([id, pid]) => [id, `${ours}${pid}`])),
    watch: (instance) => {
      const pid = Number(instance.reference?.slice(ours.length))
      if (isOurs(instance) && pid > 0 && !children.has(instance.id)) adopted.set(instance.id, pid)
    },
    exitReason: (instance) => {
      const words = obituaries.get(instance.id) ?? null
      obituaries.delete(instance.id)
      log_begins.delete(instance.id)
      return words
    },
    logs: async (instance, bytes_max) => {
      const begin = log_begins.get(instance.id)
      return begin === undefined ? '' : tail(logFile(instance.port), begin, bytes_max)
    },
    endAll: async () => {
      closed = true
      const left = (): Promise<[string, number][]> =>
        runningOf([
          ...[...children].map(([id, child]): [string, number] => [id, child.pid ?? 0]),
          ...adopted
        ])
      for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
        for (const [, pid] of await left()) kill(pid, signal)
        for (let tries = 0; tries < 100 && (await left()).length > 0; tries++) await pause(50)
      }
    },
    close: () => {
      closed = true
      clearInterval(looking)
      clearInterval(cutting)
    }
  }
}

const runningOf = async (workers: [string, number][]): Promise<[string, number][]> => {
  const running = await Promise.all(workers.map(([id, pid]) => isWorkerProcess(pid, id)))
  return workers.filter((_, index) => running[index])
}

const spawned = (
  options: ProcessDriverOptions,
  spec: WorkerSpec,
  output: number
): Promise<ChildProcess> =>
  new Promise((resolve, reject) => {
    // V8's heap is most of a worker's memory; the kernel sets no limit to a plain process.
    const heap = spec.limits ? [`--max-old-space-size=${spec.limits.memory_mb}`] : []
    const flags = [...worker_flags, ...heap, ...permissions(options.environment)]
    const uid = workerUser(spec.port)
    const child = spawn(process.execPath, [...flags, options.worker_file, spec.instance_id], {
      detached: true,
      stdio: ['ignore', output, output],
      env: {
        ...options.environment,
        ...spec.environment,
        ...(uid !== undefined && { WORKER_UID: String(uid) })
      }
    })
    child.once('spawn', () => resolve(child))
    child.once('error', reject)
  })

const kill = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as { code?: string }).code !== 'ESRCH') throw error
  }
}

const inWords = (code: number | null, signal: string | null): string =>
  signal ? `The worker was ended by ${signal}.` : `The worker exited with code ${code}.`

const addressTaken = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 })
    const answer = (taken: boolean) => () => {
      socket.destroy()
      resolve(taken)
    }
    socket.once('connect', answer(true))
    socket.once('timeout', answer(true))
    socket.once('error', answer(false))
  })

const tail = async (path: string, begin: number, bytes_max: number): Promise<string> => {
  const file = await open(path, 'r').catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!file) return ''
  try {
    const { size } = await file.stat()
    const length = Math.max(0, Math.min(size - begin, bytes_max))
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
    return buffer.toString('utf8').trim()
  } finally {
    await file.close()
  }
}
