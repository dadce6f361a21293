import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type SimulatorClient,
  type SimulatorInfo,
  type SimulatorOptions,
  spawnSimulator
} from '@whatsapp-saas/simulator/client'
import { type Caller, callerOf, type Json } from './caller.ts'
import { compileCache } from './compile-cache.ts'
import { until } from './until.ts'
import { freePort } from './worker-fixture.ts'
import { reserveWorkerPorts } from './worker-ports.ts'

export type { Answer, Caller, Json } from './caller.ts'

/** The whole product as users start it, against a simulator, with its data in a folder of its own. */
export type Product = {
  readonly url: string
  readonly auth_url: string
  readonly data_dir: string
  readonly child: ChildProcess
  output(): string
  simulator: SimulatorClient
  simulator_info: SimulatorInfo
  call(token?: string): Caller
  /** Registers a customer and answers with calls in their name. */
  register(email?: string): Promise<Caller & { token: string; user: Json }>
  /** Starts it (again) with the same data. */
  start(): Promise<void>
  stop(): Promise<void>
  kill(): Promise<void>
  /** Process ids of the workers that run. */
  workers(): Promise<number[]>
  postgres(): Promise<number>
  /** Kills PostgreSQL, and answers when another has taken its place and the product reaches it. */
  killPostgres(): Promise<void>
}

export const startProduct = async (
  t: { after(end: () => unknown): void },
  env: Record<string, string> = {},
  world: SimulatorOptions = { autumn: true }
): Promise<Product> => {
  const simulator = await spawnSimulator(world)
  t.after(() => simulator.stop())
  const data_dir = await mkdtemp(join(tmpdir(), 'gateway-journey-'))
  const gateway_port = await freePort()
  const session_auth_port = await freePort()
  const ports = await reserveWorkerPorts(20)
  let child: ChildProcess | undefined
  let output = ''

  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '',
    ...compileCache(),
    DATA_DIR: data_dir,
    GATEWAY_PORT: String(gateway_port),
    SESSION_AUTH_PORT: String(session_auth_port),
    WORKER_PORT_FIRST: String(ports.first),
    WORKER_PORT_LAST: String(ports.last),
    BCRYPT_COST: '4',
    // The receivers of webhooks in tests are on this machine.
    WEBHOOK_ALLOWED_ADDRESSES: 'loopback',
    WHATSAPP_WS_URL: simulator.info.ws_url,
    WHATSAPP_ROOT_KEY: simulator.info.root_key,
    WHATSAPP_WEB_URL: simulator.info.web_url,
    ...(simulator.info.media_ca && { WHATSAPP_MEDIA_CA: simulator.info.media_ca }),
    ...env
  }
  const url = `http://127.0.0.1:${gateway_port}`

  const start = async (): Promise<void> => {
    const started = spawn(
      process.execPath,
      [
        // As in package.json.
        '--max-semi-space-size=16',
        fileURLToPath(new URL('../src/main/all.ts', import.meta.url))
      ],
      {
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe']
      }
    )
    child = started
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-20_000)
    }
    started.stdout.on('data', collect)
    started.stderr.on('data', collect)
    await until(
      `the product is healthy; it said: ${output}`,
      async () => {
        if (started.exitCode !== null)
          throw new Error(`it ended with ${started.exitCode}: ${output}`)
        return fetch(`${url}/health`).then(
          (res) => res.ok,
          () => false
        )
      },
      120_000
    )
  }
  const ended = async (signal: NodeJS.Signals): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
  const ownWorkers = async (): Promise<number[]> => {
    const found: number[] = []
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const [command, variables] = await Promise.all([
        readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
        readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
      ])
      const port = Number(/(?:^|\0)WORKER_PORT=(\d+)/.exec(variables)?.[1])
      if (command.includes('main/worker.ts') && port >= ports.first && port <= ports.last)
        found.push(Number(pid))
    }
    return found
  }
  const postgres = async (): Promise<number> =>
    Number((await readFile(join(data_dir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])

  const killPostgres = async (): Promise<void> => {
    const before = await postgres()
    process.kill(before, 'SIGKILL')
    // Right after the kill, the product may still be answered by what is about to end.
    await until(
      'another PostgreSQL is up',
      async () => (await postgres().catch(() => before)) !== before,
      30_000
    )
    await until('the product is healthy', async () => (await fetch(`${url}/health`)).ok, 30_000)
  }

  t.after(async () => {
    await ended('SIGTERM')
    // What a test left running by killing its parent.
    for (const pid of await ownWorkers()) process.kill(pid, 'SIGKILL')
    const server = await postgres().catch(() => 0)
    if (server) process.kill(server, 'SIGQUIT')
    await rm(data_dir, { recursive: true, force: true, maxRetries: 20 })
    await ports.release()
  })

  const call = (token?: string): Caller => callerOf(url, token)

  let customers = 0
  const product: Product = {
    url,
    auth_url: `http://127.0.0.1:${session_auth_port}`,
    data_dir,
    output: () => output,
    get child() {
      if (!child) throw new Error('not started')
      return child
    },
    simulator: simulator.client,
    simulator_info: simulator.info,
    call,
    register: async (email = `customer${++customers}@example.com`) => {
      const answer = await call().post('/api/v1/auth/register', {
        email,
        password: 'correct horse battery',
        name: 'Customer'
      })
      if (answer.status !== 201)
        throw new Error(`register: ${answer.status} ${JSON.stringify(answer.body)}`)
      return {
        ...call(answer.body.access_token),
        token: answer.body.access_token,
        user: answer.body.user
      }
    },
    start,
    stop: () => ended('SIGTERM'),
    kill: () => ended('SIGKILL'),
    workers: ownWorkers,
    postgres,
    killPostgres
  }
  await start()
  return product
}
