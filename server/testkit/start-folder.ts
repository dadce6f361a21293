import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { until } from './until.ts'
import { freePort } from './worker-fixture.ts'
import { reserveWorkerPorts } from './worker-ports.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type Started = {
  child: ChildProcess
  /** All that was written to the terminal. */
  output(): string
  exit: Promise<number | null>
  /** Ctrl-C in its terminal. */
  interrupt(): void
}

type Answer = { status: number; body: Record<string, unknown> }
type User = {
  get(path: string): Promise<Answer>
  post(path: string, body: object): Promise<Answer>
}

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

  const workers = async (): Promise<number[]> => {
    const found: number[] = []
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const read = (name: string): Promise<string> =>
        readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
      const port = Number(/(?:^|\0)WORKER_PORT=(\d+)/.exec(await read('environ'))?.[1])
      const is_worker = (await read('cmdline')).includes('main/worker.ts')
      if (is_worker && port >= ports.first && port <= ports.last) found.push(Number(pid))
    }
    return found
  }
  const postgres = async (): Promise<number> =>
    Number((await readFile(join(data_dir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])

  t.after(async () => {
    for (const { child, exit } of started) {
      child.kill('SIGKILL')
      await exit
    }
    for (const pid of await workers()) process.kill(pid, 'SIGKILL')
    const server = await postgres().catch(() => 0)
    if (server) process.kill(server, 'SIGQUIT')
    await rm(data_dir, { recursive: true, force: true, maxRetries: 20 })
    await ports.release()
  })

  return {
    data_dir,
    workers,
    postgres,
    start: ({ npm = false, env = {} } = {}) => {
      const all = { ...environment, ...env }
      const file = fileURLToPath(new URL('../src/main/all.ts', import.meta.url))
      const options = { cwd: root, env: all, detached: true } as const
      const child = npm
        ? spawn('npm', ['start', '--silent'], { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
        : spawn(process.execPath, [file], { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (chunk: Buffer) => {
          output += chunk.toString()
        })
      }
      const one: Started = {
        child,
        output: () => output.replace(/^npm warn .*\n/gm, ''),
        exit: once(child, 'close').then(([code]) => code as number | null),
        interrupt: () => process.kill(-(child.pid ?? 0), 'SIGINT')
      }
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
    login: async (url, password) => {
      const send = async (
        method: string,
        path: string,
        body?: object,
        token?: string
      ): Promise<Answer> => {
        const answer = await fetch(`${url}${path}`, {
          method,
          headers: {
            ...(token && { authorization: `Bearer ${token}` }),
            ...(body && { 'content-type': 'application/json' })
          },
          ...(body && { body: JSON.stringify(body) })
        })
        return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
      }
      const { status, body } = await send('POST', '/api/v1/auth/login', {
        email: 'trial@example.com',
        password
      })
      if (status !== 200) throw new Error(`login: ${status} ${JSON.stringify(body)}`)
      const token = String(body['access_token'])
      return {
        get: (path) => send('GET', path, undefined, token),
        post: (path, given) => send('POST', path, given, token)
      }
    }
  }
}
