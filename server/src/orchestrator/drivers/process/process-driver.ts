import { type ChildProcess, spawn } from 'node:child_process'
import { hostname } from 'node:os'
import type { Log } from '../../../lib/log.ts'
import { pause } from '../../../lib/retry.ts'
import type {
  Address,
  Driver,
  DriverOptions,
  Known,
  StartedWorker,
  WorkerSpec
} from '../contract.ts'
import { createPorts, type PortRange } from '../ports.ts'
import { createLogFiles } from './log-files.ts'
import { createProcessExits } from './process-exit.ts'
import { findWorkerProcesses, isWorkerProcess } from './process-table.ts'
import { workerUser } from './worker-user.ts'

export type ProcessDriverOptions = DriverOptions & {
  log: Log
  /** The program of a worker. */
  worker_file: string
  log_folder: string
  /** What every worker inherits of this process's environment. */
  environment: Record<string, string>
  /** Where workers listen. */
  ports: PortRange
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

const poll_every_ms = 200

/**
 * Workers as processes of this machine. Each is the leader of a group of its own and writes to a file, so that it
 * outlives a killed orchestrator and the next one can take it over. Its reference is `hostname:pid`; its command line
 * names the instance and the address. The plan's memory bounds the heap; nothing bounds the processor. Linux only.
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
  const ports = createPorts(options.ports)
  const log_files = createLogFiles(options.log_folder)
  const exits = createProcessExits(log_files)
  let closed = false

  const ended = (instance_id: string): void => {
    ports.release(instance_id)
    if (!closed) options.ended(instance_id)
  }

  // The system tells us nothing when a process ends that is not our child.
  const polling = setInterval(async () => {
    for (const [instance_id, pid] of adopted) {
      if (await isWorkerProcess(pid, instance_id).catch(() => true)) continue
      if (adopted.delete(instance_id)) ended(instance_id)
    }
  }, poll_every_ms)
  polling.unref()

  const isOurs = (instance: Known): boolean => instance.reference?.startsWith(ours) ?? false
  const pidOf = async (instance: Known): Promise<number | null> => {
    const noted = Number(instance.reference?.slice(ours.length))
    if (noted > 0) return noted
    return (await findWorkerProcesses()).get(instance.id)?.pid ?? null
  }

  const startOn = async (spec: WorkerSpec, address: Address): Promise<StartedWorker> => {
    const { instance_id } = spec
    const output = await log_files.open(instance_id, address.port)
    try {
      const child = await spawned(options, spec, address, output.fd)
      children.set(instance_id, child)
      child.once('exit', async (code, signal) => {
        const { cause } = await exits.note(spec, code, signal)
        children.delete(instance_id)
        log.info({ instance_id, code, signal, cause }, 'worker process ended')
        ended(instance_id)
      })
      child.unref()
      return { reference: `${ours}${child.pid}`, ...address }
    } finally {
      await output.close()
    }
  }

  return {
    name: 'process',
    claim: () => ours,
    hasRoom: ports.hasRoom,
    start: async (spec) => {
      const port = await ports.choose(spec.instance_id, spec.taken)
      try {
        return await startOn(spec, { host: options.ports.host, port })
      } catch (error) {
        ports.release(spec.instance_id)
        throw error
      }
    },
    stop: async (instance, how) => {
      const pid = isOurs(instance) ? await pidOf(instance) : null
      if (pid === null || !(await isWorkerProcess(pid, instance.id))) return
      kill(pid, how === 'force' ? 'SIGKILL' : 'SIGTERM')
    },
    state: async (instance) => {
      if (!isOurs(instance)) return 'unknown'
      if (children.has(instance.id)) return 'running'
      const pid = await pidOf(instance)
      return pid !== null && (await isWorkerProcess(pid, instance.id)) ? 'running' : 'gone'
    },
    find: async () => {
      const processes = [...(await findWorkerProcesses())]
      return new Map(
        processes.map(([id, { pid, address }]) => [id, { reference: `${ours}${pid}`, address }])
      )
    },
    watch: (instance) => {
      const pid = Number(instance.reference?.slice(ours.length))
      if (isOurs(instance) && pid > 0 && !children.has(instance.id)) adopted.set(instance.id, pid)
    },
    exit: (instance) => exits.tell(instance.id),
    logs: (instance, bytes_max) => log_files.tail(instance.id, bytes_max),
    // Workers of other installations look the same in the table of processes. An orphan ends by itself and leaves a file that the
    // next worker on its port goes on with.
    tidy: () => Promise.resolve(),
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
      clearInterval(polling)
      log_files.close()
    }
  }
}

const runningOf = async (workers: [string, number][]): Promise<[string, number][]> => {
  const running = await Promise.all(workers.map(([id, pid]) => isWorkerProcess(pid, id)))
  return workers.filter((_, index) => running[index])
}

const spawned = (
  options: ProcessDriverOptions,
  { instance_id, limits, environment }: WorkerSpec,
  { host, port }: Address,
  output: number
): Promise<ChildProcess> =>
  new Promise((resolve, reject) => {
    // V8's heap is most of a worker's memory; the kernel sets no limit to a plain process.
    const heap = limits ? [`--max-old-space-size=${limits.memory_mb}`] : []
    const flags = [...worker_flags, ...heap, ...permissions(options.environment)]
    const uid = workerUser(port)
    const words = [options.worker_file, instance_id, host, String(port)]
    const child = spawn(process.execPath, [...flags, ...words], {
      detached: true,
      stdio: ['ignore', output, output],
      env: {
        ...options.environment,
        ...environment,
        WORKER_HOST: host,
        WORKER_PORT: String(port),
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
