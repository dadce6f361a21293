import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { cleanUpAfter } from '../../testkit/clean-up.ts'
import { leaveOutWithoutDocker, testImage } from '../../testkit/docker.ts'
import { type End, relay, startGate } from '../../testkit/gate-process.ts'
import { keepPostgres } from '../../testkit/kept-postgres.ts'
import { linkSession } from '../../testkit/link.ts'
import { type Caller, type Product, startProduct } from '../../testkit/product.ts'
import {
  cutOff,
  drain,
  killNode,
  nodeOf,
  onNode,
  plugIn,
  removeServices,
  waitNode
} from '../../testkit/swarm.ts'
import { until } from '../../testkit/until.ts'

/** `npm run swarm` takes 60. */
const sessions_wanted = Number(process.env['SWARM_SESSIONS'] || 6)
const per_customer = 2
const customers_at_once = 5
const every_ms = 1_000

const installation = `test-${randomBytes(4).toString('hex')}`

const startOnSwarm = async (end: End): Promise<Product> => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-swarm-'))
  end.after(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }))
  const database = await keepPostgres(join(folder, 'postgres'))
  end.after(() => database.stop())
  end.after(() => removeServices(installation))
  const socket = join(decodeURIComponent(new URL(database.url('wa_owner')).host), '.s.PGSQL.5432')
  // The database is in the network of the nodes, WhatsApp in the internet: a node can lose the one and keep the other.
  const inside = await relay(end, '10.77.0.1', () => connect(socket))
  const shared = {
    DRIVER: 'swarm',
    DOCKER_INSTALLATION: installation,
    DOCKER_GATE_SOCKET: join(folder, 'gate.sock'),
    WORKER_IMAGE: await testImage('product'),
    MASTER_KEY: randomBytes(32).toString('hex'),
    SHARED_WORKER_MEMORY_MB: '512',
    REGISTRATIONS_PER_ADDRESS_PER_HOUR: '1000'
  }
  await startGate(end, shared)
  let product: Product | undefined
  const outside = await relay(end, '10.78.0.1', () =>
    connect(Number(new URL(product?.simulator_info.ws_url ?? '').port), '127.0.0.1')
  )
  const worker_url = new URL(database.url('wa_worker').replace(/@[^/]*/, '@placeholder'))
  worker_url.host = `${inside.host}:${inside.port}`
  worker_url.search = ''
  product = await startProduct(end, {
    ...shared,
    SESSIONS_PER_WORKER: String(Math.max(2, Math.ceil(sessions_wanted / 6))),
    DATABASE_URL: database.url('wa_owner'),
    DATABASE_TENANT_URL: database.url('wa_tenant'),
    DATABASE_WORKER_URL: worker_url.href,
    DATABASE_SYSTEM_URL: database.url('wa_system'),
    WHATSAPP_MEDIA_CA: '',
    WHATSAPP_WS_URL: `ws://${outside.host}:${outside.port}/ws/chat`
  })
  return product
}

type Talk = { customer: Caller; session_id: string; number: string; friend: string }

/** Customers with two numbers each, five customers at a time. */
const linkAll = async (product: Product): Promise<Talk[]> => {
  const talks: Talk[] = []
  const link = async (first: number): Promise<void> => {
    const customer = await product.register()
    for (let at = first; at < Math.min(first + per_customer, sessions_wanted); at++) {
      const { session, phone } = await linkSession(product, customer, `number ${at}`)
      const { number: friend } = await product.simulator.createPhone({ name: 'Friend' })
      talks.push({ customer, session_id: session.id, number: phone.number, friend })
    }
  }
  const firsts = Array.from(
    { length: Math.ceil(sessions_wanted / per_customer) },
    (_, customer) => customer * per_customer
  )
  for (let at = 0; at < firsts.length; at += customers_at_once)
    await Promise.all(firsts.slice(at, at + customers_at_once).map(link))
  return talks
}

/** As clients should: what is refused because the service is busy is sent again, under the same key. */
const send = async (customer: Caller, key: string, message: object): Promise<void> => {
  for (;;) {
    const headers = { 'idempotency-key': key }
    const { status, body } = await customer.post('/api/v1/messages', message, headers)
    if (status === 202) return
    assert.equal(status, 503, JSON.stringify(body))
    await pause(every_ms)
  }
}

/** Both sides of each chat say something every second, until it is over. */
const startTraffic = ({ simulator }: Product, talks: Talk[]) => {
  const accepted: string[] = []
  const said: string[] = []
  let over = false
  const done = Promise.all(
    talks.map(async ({ customer, session_id, number, friend }) => {
      for (let count = 0; !over; count++) {
        const out = `out ${number} ${count}`
        await send(customer, out.replaceAll(' ', '-'), {
          session_id,
          to: friend,
          type: 'text',
          text: { body: out }
        })
        accepted.push(out)
        const back = `in ${number} ${count}`
        await simulator.say(friend, { to: number, text: back })
        said.push(back)
        await pause(every_ms)
      }
    })
  )
  return {
    accepted,
    said,
    stop: () => {
      over = true
      return done
    }
  }
}

/** On which node the worker of each session is. */
const nodesOf = async (talks: Talk[]): Promise<(number | null)[]> =>
  Promise.all(
    talks.map(async ({ customer, session_id }) => {
      const { body } = await customer.get(`/api/v1/sessions/${session_id}`)
      if (body.status !== 'connected' || !body.instance_id) return null
      return nodeOf(body.instance_id)
    })
  )

/** All are connected, and none of them there. */
const allElsewhere = (talks: Talk[], node: number): Promise<boolean> =>
  until(
    `all are connected elsewhere than on node ${node}`,
    async () => {
      const nodes = await nodesOf(talks)
      return nodes.every((one) => one !== null && one !== node)
    },
    120_000
  )

const textsOf = async (talks: Talk[], direction: string): Promise<string[]> => {
  const found: string[] = []
  for (const customer of new Set(talks.map((one) => one.customer))) {
    for (let cursor = ''; ; ) {
      const { body } = await customer.get(
        `/api/v1/messages?direction=${direction}&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
      )
      found.push(...body.data.map((one: { text?: { body: string } }) => one.text?.body ?? ''))
      cursor = body.next_cursor
      if (!cursor) break
    }
  }
  return found.sort()
}

test('of three nodes one is drained and comes back, one is cut off and another dies while messages flow: all sessions go on elsewhere, nothing is lost or doubled, and no number has two sockets', {
  timeout: 900_000
}, async (t) => {
  if (leaveOutWithoutDocker(t)) return
  const end = cleanUpAfter(t)
  const product = await startOnSwarm(end)
  const talks = await linkAll(product)
  const { accepted, said, stop } = startTraffic(product, talks)

  const spread = async (): Promise<string> => {
    const nodes = await nodesOf(talks)
    return [1, 2, 3].map((node) => nodes.filter((one) => one === node).length).join(', ')
  }
  const busiest = async (among: number[]): Promise<number> => {
    const nodes = await nodesOf(talks)
    const count = (node: number): number => nodes.filter((one) => one === node).length
    const [most = 2] = among.toSorted((one, other) => count(other) - count(one))
    t.diagnostic(`sessions on nodes 1, 2, 3: ${[1, 2, 3].map(count).join(', ')}`)
    return most
  }

  // Emptied for maintenance: its workers have time, and sessions move before they end.
  const emptied = await busiest([2, 3])
  const drained_ms = performance.now()
  await drain(emptied, 'drain')
  end.after(() => drain(emptied, 'active'))
  await allElsewhere(talks, emptied)
  await until('nothing is left there', async () => (await onNode(emptied, 'ps', '-q')) === '')
  t.diagnostic(`drained: all elsewhere after ${Math.round(performance.now() - drained_ms)} ms`)
  await drain(emptied, 'active')
  await waitNode(emptied, 'ready')
  t.diagnostic(`back: sessions on nodes 1, 2, 3: ${await spread()}`)

  // Its containers go on, and reach WhatsApp, but neither the database nor the others.
  const cut = await busiest([2, 3])
  const cut_ms = performance.now()
  await cutOff(cut)
  end.after(() => plugIn(cut))
  await allElsewhere(talks, cut)
  t.diagnostic(`cut off: all elsewhere after ${Math.round(performance.now() - cut_ms)} ms`)
  await plugIn(cut)
  await waitNode(cut, 'ready')

  const dead = await busiest([2, 3])
  await killNode(dead)
  await waitNode(dead, 'down')
  const seen_ms = performance.now()
  await allElsewhere(talks, dead)
  const took_ms = Math.round(performance.now() - seen_ms)
  t.diagnostic(`killed: all elsewhere ${took_ms} ms after the loss was seen`)

  await stop()
  const audited = await until('every message has arrived', async () => {
    const audit = await product.simulator.audit({})
    const from = new Set(talks.map((one) => one.number))
    const shown = audit.chats.flatMap((chat) =>
      chat.messages.filter((one) => one.from === chat.chat && from.has(one.from))
    )
    return shown.length >= accepted.length && { audit, shown }
  })
  await until('what was said is stored', async () => {
    const stored = await textsOf(talks, 'inbound')
    return stored.length >= said.length
  })
  assert.deepEqual(audited.shown.map(({ text }) => text).sort(), accepted.toSorted())
  assert.deepEqual(await textsOf(talks, 'inbound'), said.toSorted())
  assert.deepEqual(audited.audit.shown_again, [])
  assert.deepEqual(
    audited.audit.sockets.filter(({ sockets_max }) => sockets_max > 1),
    []
  )
  t.diagnostic(`${talks.length} sessions, ${accepted.length} messages out, ${said.length} in`)
  await product.stop()
})
