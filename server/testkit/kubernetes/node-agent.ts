import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { quantity } from '../../src/orchestrator/drivers/kubernetes/room.ts'
import { closeServer, listenExclusively } from '../exclusive-server.ts'
import type { Made, Store } from './store.ts'

const look_every_ms = 50
const log_bytes_max = 256 * 1024

export type NodeAgentOptions = {
  store: Store
  /** Images that nodes can pull. */
  images: Set<string>
  /** What stands for the program of an image. */
  worker_file: string
  folder: string
  /** The address of the next pod, which no pod had before. */
  nextAddress(): string
  isCut(node: string): boolean
}

type Run = {
  child: ChildProcess
  node: string
  log: string
  oom: boolean
  ended: { code: number | null; signal: NodeJS.Signals | null } | null
  deadline?: NodeJS.Timeout
  grace?: number
}

/** What the agents of all nodes do: they run the containers of their pods as processes, and say how they are. */
export type NodeAgents = {
  logOf(pod: string): string | null
  pidOf(pod: string): number | undefined
  /** Does what was not done while a node was cut off. */
  catchUp(node: string): void
  /** Ends what runs there, of which nobody is told. */
  crash(node: string): void
  evict(pod: string, message: string): void
  close(): Promise<void>
}

/** What V8 chooses by itself where a container bounds its memory. */
const as_in_container = '--max-semi-space-size=16'

export const createNodeAgents = (options: NodeAgentOptions): NodeAgents => {
  const { store } = options
  const agents: Agents = { options, runs: new Map(), beginning: new Set(), closed: false }
  const { runs } = agents
  store.onChange(({ kind, type, object }) => {
    if (kind !== 'pods') return
    const { name } = object.metadata
    if (type === 'DELETED') return takeAway(agents, object)
    setImmediate(() => look(agents, store.get('pods', name)))
  })

  return {
    logOf: (name) => runs.get(name)?.log ?? null,
    pidOf: (name) => runs.get(name)?.child.pid,
    catchUp: (node) => {
      for (const [name, of] of runs) {
        if (of.node !== node) continue
        if (of.ended) reportEnd(agents, name, of)
        else if (!store.get('pods', name)) of.child.kill('SIGKILL')
      }
      for (const pod of store.list('pods')) if (pod.spec.nodeName === node) look(agents, pod)
    },
    crash: (node) => {
      for (const of of runs.values()) if (of.node === node) of.child.kill('SIGKILL')
    },
    evict: (name, message) => {
      report(agents, name, (pod) => {
        pod.status.phase = 'Failed'
        pod.status.reason = 'Evicted'
        pod.status.message = message
      })
      runs.get(name)?.child.kill('SIGKILL')
    },
    close: async () => {
      agents.closed = true
      for (const { child, deadline } of runs.values()) {
        clearTimeout(deadline)
        child.kill('SIGKILL')
      }
      const open = [...runs.values()].filter((of) => !of.ended)
      await Promise.all(open.map((of) => new Promise((resolve) => of.child.once('close', resolve))))
      rmSync(options.folder, { recursive: true, force: true })
    }
  }
}

type Agents = {
  options: NodeAgentOptions
  runs: Map<string, Run>
  /** Pods that were begun, or tried. */
  beginning: Set<string>
  closed: boolean
}

/** Says how a pod is, unless its node is cut off. */
const report = ({ options }: Agents, name: string, change: (pod: Made) => void): void => {
  const node = options.store.get('pods', name)?.spec.nodeName
  if (node && !options.isCut(node)) options.store.update('pods', name, change)
}

/** Does what is to be done about a pod. */
const look = (agents: Agents, pod: Made | undefined): void => {
  const node = pod?.spec.nodeName
  if (agents.closed || !node || agents.options.isCut(node)) return
  const { name, deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata
  if (deletionTimestamp) return end(agents, name, deletionGracePeriodSeconds)
  if (agents.beginning.has(name)) return
  agents.beginning.add(name)
  void begin(agents, pod)
}

const begin = async (agents: Agents, pod: Made): Promise<void> => {
  const { options } = agents
  const { name } = pod.metadata
  const { image } = pod.spec.containers[0]
  const wait = (reason: string, message?: string): void =>
    report(agents, name, (made) =>
      setState(made, { waiting: { reason, ...(message && { message }) } })
    )
  const isWanted = (): boolean => {
    const now = options.store.get('pods', name)
    return !agents.closed && now && !now.metadata.deletionTimestamp
  }
  wait('ContainerCreating')
  if (!options.images.has(image)) {
    wait('ErrImagePull', `failed to pull and unpack image "${image}": not found`)
    return wait('ImagePullBackOff', `Back-off pulling image "${image}": not found`)
  }
  const folder = join(options.folder, name)
  const secrets = pod.spec.volumes.flatMap((one: Made) => (one.secret ? [one] : []))
  while (!secrets.every((one: Made) => options.store.get('secrets', one.secret.secretName))) {
    await new Promise((resolve) => setTimeout(resolve, look_every_ms))
    if (!isWanted()) return
  }
  for (const volume of secrets) mount(options.store, folder, volume)
  const address = await freeAddress(options)
  if (isWanted()) run(agents, pod, address, folder)
}

const run = (agents: Agents, pod: Made, address: string, folder: string): void => {
  const { name } = pod.metadata
  const container = pod.spec.containers[0]
  const words: string[] = container.args.filter((word: string) => word !== 'worker')
  const child = spawn(process.execPath, [...words, as_in_container, agents.options.worker_file], {
    env: { PATH: process.env['PATH'] ?? '', ...environmentOf(container, address, folder) },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const of: Run = { child, node: pod.spec.nodeName, log: '', oom: false, ended: null }
  agents.runs.set(name, of)
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece) => {
      of.log = (of.log + piece).slice(-log_bytes_max)
    })
  const stopWatching = watchMemory(of, quantity(container.resources.limits.memory))
  child.once('close', (code, signal) => {
    stopWatching()
    of.ended = { code, signal }
    reportEnd(agents, name, of)
  })
  report(agents, name, (made) => {
    made.status.phase = 'Running'
    made.status.podIP = address
    made.status.podIPs = [{ ip: address }]
    setState(made, { running: { startedAt: new Date().toISOString() } })
  })
}

const reportEnd = (agents: Agents, name: string, { node, ended, oom, deadline }: Run): void => {
  const { store, isCut } = agents.options
  clearTimeout(deadline)
  if (!ended || isCut(node)) return
  const exitCode = ended.code ?? 128 + (constants.signals[ended.signal ?? 'SIGHUP'] ?? 1)
  const reason = oom ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error'
  report(agents, name, (pod) => {
    if (pod.status.phase !== 'Failed') pod.status.phase = exitCode === 0 ? 'Succeeded' : 'Failed'
    setState(pod, { terminated: { exitCode, reason, finishedAt: new Date().toISOString() } })
  })
  if (store.get('pods', name)?.metadata.deletionTimestamp) store.remove('pods', name)
}

/** Asks the container to end, and ends it after its time; a shorter one than before counts. */
const end = ({ options, runs }: Agents, name: string, grace: number): void => {
  const of = runs.get(name)
  // It has ended, or was never begun.
  if (!of || of.ended) return options.store.remove('pods', name)
  if (of.grace !== undefined && of.grace <= grace) return
  of.grace = grace
  of.child.kill('SIGTERM')
  clearTimeout(of.deadline)
  of.deadline = setTimeout(() => of.child.kill('SIGKILL'), grace * 1000)
}

/** What belongs to a pod goes with it, and its node ends what still runs of it. */
const takeAway = ({ options, runs }: Agents, { metadata }: Made): void => {
  for (const secret of options.store.list('secrets'))
    if (secret.metadata.ownerReferences?.some((one: Made) => one.uid === metadata.uid))
      options.store.remove('secrets', secret.metadata.name)
  const of = runs.get(metadata.name)
  if (of && !of.ended && !options.isCut(of.node)) of.child.kill('SIGKILL')
}

const setState = (pod: Made, state: Made): void => {
  const { name, image } = pod.spec.containers[0]
  const ready = Boolean(state.running)
  pod.status.containerStatuses = [
    { name, image, imageID: '', ready, started: ready, restartCount: 0, state }
  ]
}

const environmentOf = (container: Made, address: string, folder: string) =>
  Object.fromEntries(
    (container.env ?? []).map(({ name, value, valueFrom }: Made) => {
      if (valueFrom?.fieldRef?.fieldPath === 'status.podIP') return [name, address]
      // A process of this machine sees no mounts: a secret is where its node has put it.
      const mount = container.volumeMounts.find(
        (one: Made) => one.readOnly && value?.startsWith(`${one.mountPath}/`)
      )
      return [name, mount ? join(folder, mount.name, value.slice(mount.mountPath.length)) : value]
    })
  )

const mount = (store: Store, folder: string, { name, secret }: Made): void => {
  const { data } = store.get('secrets', secret.secretName)
  mkdirSync(join(folder, name), { recursive: true })
  for (const { key, path } of secret.items)
    writeFileSync(join(folder, name, path), Buffer.from(data[key], 'base64'), { mode: 0o600 })
}

const freeAddress = async (options: NodeAgentOptions): Promise<string> => {
  for (;;) {
    const address = options.nextAddress()
    const probe = await listenExclusively({ host: address, port: 4000 })
    if (!probe) continue
    await closeServer(probe)
    return address
  }
}

/** The kernel of a node ends what needs more memory than it may have. */
const watchMemory = (of: Run, bytes_max: number): (() => void) => {
  const timer = setInterval(() => {
    if (rssOf(of.child.pid) <= bytes_max) return
    of.oom = true
    of.child.kill('SIGKILL')
  }, look_every_ms)
  return () => clearInterval(timer)
}

const rssOf = (pid: number | undefined): number => {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+) kB/.exec(text)?.[1] ?? 0) * 1024
  } catch {
    // It has ended.
    return 0
  }
}
