import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Caller, callerOf } from './caller.ts'
import { freePort } from './free-port.ts'
import { until } from './until.ts'
import { reserveWorkerPorts } from './worker-ports.ts'
import { endLeftOver, findPostgres, findWorkers } from './worker-processes.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type Started = {
  child: ChildProcess
  /** All that was written to the terminal. */
  output(): string
  exit: Promise<number | null>
  /** Ctrl-C in its terminal. */
  interrupt(): void
}

type User = Pick<Caller, 'get' | 'post'>

/** A data folder in which the product is started, once or several times. */
export type StartFolder = {
  data_dir: string
  start(options?: { npm?: boolean; env?: Record<string, string> }): Started
  /** Waits until it answers; gives its address. */
  healthy(started: Started): Promise<string>
  login(url: string, password: string): Promise<User>
  workers(): Promise<number[]>
  postgres(): Promise<number>
}

export const startFolder = async (t: TestContext): Promise<StartFolder> => {
  const data_dir = await mkdtemp(join(tmpdir(), 'gateway-start-'))
  const ports = await reserveWorkerPorts()
  const environment = {
    PATH: `${join(root, 'node_modules', '.bin')}:${process.env['PATH']}`,
    HOME: process.env['HOME'] ?? '',
    DATA_DIR: data_dir,
    GATEWAY_PORT: String(await freePort()),
    SESSION_AUTH_PORT: String(await freePort()),
    WORKER_PORT_FIRST: String(ports.first),
    WORKER_PORT_LAST: String(ports.last),
    BCRYPT_COST: '4',
    // Nobody is there: workers start and try again and again.
    WHATSAPP_WS_URL: 'ws://127.0.0.1:9/',
    WHATSAPP_ROOT_KEY: '11'.repeat(32)
  }
  const started: Started[] = []
  t.after(async () => {
    for (const { child, exit } of started) {
      child.kill('SIGKILL')
      await exit
    }
    await endLeftOver(ports, data_dir)
    await rm(data_dir, { recursive: true, force: true, maxRetries: 20 })
    await ports.release()
  })
  return {
    data_dir,
    workers: () => findWorkers(ports),
    postgres: () => findPostgres(data_dir),
    start: ({ npm = false, env = {} } = {}) => {
      const one = startOne(npm, { ...environment, ...env })
      started.push(one)
      return one
    },
    healthy: async (one) => {
      const url = `http://127.0.0.1:${environment.GATEWAY_PORT}`
      await until(
        'it is healthy',
        () => {
          if (one.child.exitCode !== null) throw new Error(`it ended: ${one.output()}`)
          return fetch(`${url}/health`).then(
            (answer) => answer.ok,
            () => false
          )
        },
        120_000
      )
      return url
    },
    login
  }
}

/** By `npm start` or as the process it starts, in a terminal of its own. */
const startOne = (npm: boolean, env: NodeJS.ProcessEnv): Started => {
  const file = fileURLToPath(new URL('../src/main/all.ts', import.meta.url))
  const options = { cwd: root, env, detached: true } as const
  const child = npm
    ? spawn('npm', ['start', '--silent'], { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    : spawn(process.execPath, [file], { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  return {
    child,
    output: () => output.replace(/^npm warn .*\n/gm, ''),
    exit: once(child, 'close').then(([code]) => code as number | null),
    interrupt: () => process.kill(-(child.pid ?? 0), 'SIGINT')
  }
}

const login = async (url: string, password: string): Promise<User> => {
  const email = 'trial@example.com'
  const { status, body } = await callerOf(url).post('/api/v1/auth/login', { email, password })
  if (status !== 200) throw new Error(`login: ${status} ${JSON.stringify(body)}`)
  return callerOf(url, body.access_token)
}
