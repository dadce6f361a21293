import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
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
import { freePort } from './free-port.ts'
import { until } from './until.ts'
import { reserveWorkerPorts } from './worker-ports.ts'
import { endLeftOver, findPostgres, findWorkers } from './worker-processes.ts'

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
  const ports = await reserveWorkerPorts(20)
  const environment = { ...(await environmentOf(data_dir, ports, simulator.info)), ...env }
  const url = `http://127.0.0.1:${environment.GATEWAY_PORT}`
  const processes = keepProcess(url, environment)
  const postgres = (): Promise<number> => findPostgres(data_dir)
  t.after(async () => {
    await processes.end('SIGTERM')
    await endLeftOver(ports, data_dir)
    await rm(data_dir, { recursive: true, force: true, maxRetries: 20 })
    await ports.release()
  })
  const call = (token?: string): Caller => callerOf(url, token)

  let customers = 0
  const product: Product = {
    url,
    auth_url: `http://127.0.0.1:${environment.SESSION_AUTH_PORT}`,
    data_dir,
    output: processes.output,
    get child() {
      return processes.child
    },
    simulator: simulator.client,
    simulator_info: simulator.info,
    call,
    register: (email = `customer${++customers}@example.com`) => register(call, email),
    start: processes.start,
    stop: () => processes.end('SIGTERM'),
    kill: () => processes.end('SIGKILL'),
    workers: () => findWorkers(ports),
    postgres,
    killPostgres: async () => {
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
  }
  await product.start()
  return product
}

const environmentOf = async (
  data_dir: string,
  ports: { first: number; last: number },
  simulator: SimulatorInfo
) => ({
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  ...compileCache(),
  DATA_DIR: data_dir,
  GATEWAY_PORT: String(await freePort()),
  SESSION_AUTH_PORT: String(await freePort()),
  WORKER_PORT_FIRST: String(ports.first),
  WORKER_PORT_LAST: String(ports.last),
  BCRYPT_COST: '4',
  DASHBOARD: 'off',
  // The receivers of webhooks in tests are on this machine.
  WEBHOOK_ALLOWED_ADDRESSES: 'loopback',
  WHATSAPP_WS_URL: simulator.ws_url,
  WHATSAPP_ROOT_KEY: simulator.root_key,
  WHATSAPP_WEB_URL: simulator.web_url,
  SANDBOX_URL: simulator.control_url,
  ...(simulator.media_ca && { WHATSAPP_MEDIA_CA: simulator.media_ca })
})

type KeptProcess = {
  /** The one that was started last. */
  readonly child: ChildProcess
  /** The last that all of them have said. */
  output(): string
  /** Answers when it is healthy. */
  start(): Promise<void>
  end(signal: NodeJS.Signals): Promise<void>
}

/** The process of the product, one after the other. */
const keepProcess = (url: string, env: NodeJS.ProcessEnv): KeptProcess => {
  let child: ChildProcess | undefined
  let output = ''
  const spawnOne = (): ChildProcess => {
    const file = fileURLToPath(new URL('../src/main/all.ts', import.meta.url))
    // As in package.json.
    const started = spawn(process.execPath, ['--max-semi-space-size=16', file], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env,
      stdio: ['ignore', 'pipe', 'pipe']
    })
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-20_000)
      })
    return started
  }
  return {
    get child() {
      if (!child) throw new Error('not started')
      return child
    },
    output: () => output,
    start: async () => {
      const started = spawnOne()
      child = started
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
    },
    end: async (signal) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      child.kill(signal)
      await once(child, 'exit')
    }
  }
}

const register = async (call: Product['call'], email: string): ReturnType<Product['register']> => {
  const answer = await call().post('/api/v1/auth/register', {
    email,
    password: 'correct horse battery',
    name: 'Customer'
  })
  if (answer.status !== 201)
    throw new Error(`register: ${answer.status} ${JSON.stringify(answer.body)}`)
  const { access_token: token, user } = answer.body
  return { ...call(token), token, user }
}
