import { type SimulatorClient, scanCodes } from '@whatsapp-saas/simulator/client'
import { until } from '../../testkit/until.ts'
import type { Callers, Client } from './client.ts'
import type { Receiver } from './receiver.ts'
import type { Size } from './size.ts'

export type Session = {
  id: string
  tenant: number
  /** The linked phone's number. */
  number: string
  friends: string[]
  /** The LID of each friend, by number. */
  lids: ReadonlyMap<string, string>
  client: Client
}

export type Population = {
  tenants: Client[]
  sessions: Session[]
  friends: string[]
  /** Those of the friends whose phones tell that a message was read. */
  readers: Set<string>
}

const links_at_once = 8

/** Customers with API keys and webhooks, their linked sessions, and the people these talk to; all through the public API. */
export const populate = async (
  size: Size,
  callers: Callers,
  simulator: SimulatorClient,
  receiver: Receiver
): Promise<Population> => {
  const tenants: Client[] = []
  for (let tenant = 0; tenant < size.tenants; tenant++) {
    tenants.push(await createTenant(tenant, callers, receiver))
  }
  const lids = await createFriends(size, simulator)
  const friends = [...lids.keys()]
  const sessions: Session[] = []
  const numbers = Array.from({ length: size.sessions }, (_, index) => index)
  await inParallel(numbers, links_at_once, async (index) => {
    const tenant = index % size.tenants
    const client = tenants[tenant]
    if (!client) throw new Error('no such tenant')
    const { id, number } = await link(client, simulator, `session ${index}`)
    const first = index * size.friends_per_session
    sessions[index] = {
      id,
      tenant,
      number,
      client,
      lids,
      friends: friends.slice(first, first + size.friends_per_session)
    }
  })
  const readers = new Set(friends.filter((_, index) => readsAtOnce(index)))
  return { tenants, sessions, friends, readers }
}

/** Runs `work` over the list, so many at once. */
export const inParallel = async <T>(
  list: readonly T[],
  at_once: number,
  work: (one: T) => Promise<void>
): Promise<void> => {
  const left = [...list]
  const lane = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: at_once }, lane))
}

const createTenant = async (
  tenant: number,
  callers: Callers,
  receiver: Receiver
): Promise<Client> => {
  const registered = await callers.as().call('POST', '/api/v1/auth/register', {
    email: `tenant${tenant}@example.com`,
    password: 'a long enough password',
    name: `Tenant ${tenant}`
  })
  const person = callers.as(registered.body.access_token)
  const key = await person.call('POST', '/api/v1/api-keys', {
    name: 'chaos',
    scopes: [
      'analytics:read',
      'messages:read',
      'messages:write',
      'sessions:read',
      'sessions:write',
      'webhooks:read',
      'webhooks:write'
    ]
  })
  if (key.status !== 201) throw new Error(`api key: ${key.status} ${JSON.stringify(key.body)}`)
  const client = callers.as(key.body.key)
  const webhook = await client.call('POST', '/api/v1/webhooks', { url: receiver.url(tenant) })
  if (webhook.status !== 201)
    throw new Error(`webhook: ${webhook.status} ${JSON.stringify(webhook.body)}`)
  receiver.trust(tenant, webhook.body.secret)
  return client
}

const readsAtOnce = (friend: number): boolean => friend % 3 === 0

/** Every fourth is addressed by LID, every third reads at once what comes. */
const createFriends = async (
  size: Size,
  simulator: SimulatorClient
): Promise<Map<string, string>> => {
  const friends = new Map<string, string>()
  for (let index = 0; index < size.sessions * size.friends_per_session; index++) {
    const { number, lid } = await simulator.createPhone({
      name: `Friend ${index}`,
      lid_addressing: index % 4 === 0,
      auto_read: readsAtOnce(index)
    })
    friends.set(number, lid)
  }
  return friends
}

const link = async (
  client: Client,
  simulator: SimulatorClient,
  session_name: string
): Promise<{ id: string; number: string }> => {
  const created = await client.call('POST', '/api/v1/sessions', { session_name })
  const { id } = created.body
  const started = await client.call('POST', '/api/v1/instances', { session_id: id })
  if (started.status >= 300)
    throw new Error(`instance: ${started.status} ${JSON.stringify(started.body)}`)
  const { number } = await simulator.createPhone({ name: session_name })
  await scanCodes(simulator, number, (before) =>
    until('a QR code', () => findQr(client, id, before), 60_000)
  )
  await until(
    `${session_name} is connected`,
    async () => (await client.call('GET', `/api/v1/sessions/${id}`)).body.status === 'connected',
    60_000
  )
  return { id, number }
}

const findQr = async (
  client: Client,
  session_id: string,
  before: string | null
): Promise<string | false> => {
  const { status, body } = await client.call('GET', `/api/v1/sessions/${session_id}/qr`)
  return status === 200 && body.qr !== before && body.qr
}
