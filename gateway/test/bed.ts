import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type SimulatorClient, spawnSimulator } from '@whatsapp-saas/simulator/client'
import { type Caller, callerOf, type Json } from '../../server/testkit/caller.ts'
import { type End, relay } from '../../server/testkit/gate-process.ts'
import { linkSession } from '../../server/testkit/link.ts'
import type { Product } from '../../server/testkit/product.ts'

const run = promisify(execFile)

/** What every container, volume, network and image of these tests is called by. */
export const prefix = 'deploytest'
/** The image of a server with nothing on it. */
export const bare = process.env['DEPLOY_BARE'] ?? `${prefix}-bare:1`
export const kit = fileURLToPath(new URL('..', import.meta.url))

export const left_out =
  'the deployment kit was not tried: "npm run deploy:test" does (needs Docker and root)'

/** Runs a program to its end, and says what it said when it fails. */
export const call = async (
  program: string,
  words: string[],
  options: { env?: Record<string, string>; cwd?: string } = {}
): Promise<string> => {
  const { stdout } = await run(program, words, {
    cwd: options.cwd ?? kit,
    env: { ...process.env, ...options.env },
    maxBuffer: 64 * 2 ** 20
  }).catch((error: { stdout: string; stderr: string; message: string }) => {
    throw new Error(
      `${error.message}\n${error.stdout.slice(-4_000)}\n${error.stderr.slice(-4_000)}`
    )
  })
  return stdout.trim()
}

/** What is done on a server, as its operator: commands, and a checksum of every file that setup may touch. */
export const onServer = (name: string) => {
  const on = (command: string): Promise<string> =>
    call('docker', ['exec', name, 'bash', '-c', command])
  const sums = (): Promise<string> =>
    on(
      'find /etc /opt/whatsapp-saas -type f ! -name ld.so.cache -print0 | sort -z | xargs -0 sha256sum'
    )
  const takeAway = (): Promise<string> =>
    call('bash', ['-c', `docker rm -f -v ${name}; docker volume rm -f ${name}-docker`])
  return { on, sums, takeAway }
}

/** The parts of a long test. What follows needs what went before, so a part that fails ends it. */
export const chaptersOf =
  (t: TestContext) =>
  async (title: string, work: () => Promise<void>): Promise<void> => {
    let passed = false
    await t.test(title, async () => {
      await work()
      passed = true
    })
    assert.ok(passed, title)
  }

export const reachableAddress = (): string => {
  const host = Object.entries(networkInterfaces())
    .filter(([name]) => !/^(br-|docker|veth)/.test(name))
    .flatMap(([, all]) => all ?? [])
    .find((one) => one.family === 'IPv4' && !one.internal)?.address
  if (host === undefined) throw new Error('this machine has no address that containers reach')
  return host
}

/** The simulator, at an address of this machine that containers reach. */
export const startWhatsApp = async (
  end: End
): Promise<{ simulator: SimulatorClient; settings: Record<string, string> }> => {
  const { client, info, stop } = await spawnSimulator()
  end.after(stop)
  const host = reachableAddress()
  const { port } = await relay(end, host, () =>
    connect(Number(new URL(info.ws_url).port), '127.0.0.1')
  )
  return {
    simulator: client,
    settings: {
      WHATSAPP_WS_URL: `ws://${host}:${port}/ws/chat`,
      WHATSAPP_ROOT_KEY: info.root_key,
      WARM_WORKERS: '0',
      // The machine may be slow, and nobody logs in again.
      ACCESS_TOKEN_MINUTES: '120'
    }
  }
}

export type Talk = {
  session_id: string
  number: string
  /** Sends a text and returns when the phone of the recipient has it. */
  say(text: string): Promise<void>
  /** Accepts a text, whether it can be sent now or not. */
  accept(text: string): Promise<void>
  arrived(text: string): Promise<unknown>
}

/** A customer with a linked number who writes to a friend, all through this address. */
export const startTalk = async (
  simulator: SimulatorClient,
  url: string,
  caller: Caller
): Promise<Talk> => {
  const product = { simulator, url } as unknown as Product
  const { session, phone } = await linkSession(product, caller, 'support')
  const friend = await simulator.createPhone({ name: 'Friend' })
  const accept = async (body: string): Promise<void> => {
    const message = { session_id: session.id, to: friend.number, type: 'text', text: { body } }
    const sent = await caller.post('/api/v1/messages', message)
    if (sent.status !== 202) throw new Error(`${sent.status} ${JSON.stringify(sent.body)}`)
  }
  const arrived = (text: string) =>
    simulator.waitReceived(friend.number, { text, timeout_ms: 180_000 })
  return {
    session_id: session.id,
    number: phone.number,
    accept,
    arrived,
    say: async (text) => {
      await accept(text)
      await arrived(text)
    }
  }
}

/** A new customer at this address. */
export const register = async (url: string): Promise<Caller> => {
  const account = { email: 'ada@example.com', password: 'correct horse battery', name: 'Ada' }
  const answer: { status: number; body: Json } = await callerOf(url).post(
    '/api/v1/auth/register',
    account
  )
  if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return callerOf(url, answer.body.access_token)
}
