import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import sharp from 'sharp'
import type { MediaStore } from '../../../src/media/contract.ts'
import { createDiskMedia } from '../../../src/media/disk.ts'
import { webhook_key } from '../../../testkit/delivery-fixture.ts'
import { freePort } from '../../../testkit/free-port.ts'
import { until } from '../../../testkit/until.ts'
import type { WorkerFarm } from '../../../testkit/worker-farm.ts'
import { type Client, createCallers, type Json } from '../client.ts'
import { keepRole } from '../role-process.ts'
import { createTrap, type Trap } from './arm.ts'
import { keepDelivery } from './delivery-lane.ts'
import type { KilledRole } from './table.ts'
import { type WorkerLane, workerLane } from './worker-lane.ts'

/** A worker, a gateway and the delivery role over one store of files, each followed by the next when it is killed. */
export type FileLane = WorkerLane & {
  /** The process of each role has its own, so that all three are killed at the same time. */
  traps: Record<KilledRole, Trap>
  caller: Client
  tenant_id: string
  store: MediaStore
  /** Of the store. */
  folder: string
  /** Where files are converted. */
  temporary: string
  /** A picture that no other message has, and where it can be fetched. */
  picture(): Promise<{ content: Buffer; link: string }>
  /** Sends a file as a customer does, asking again until it is accepted; the answer is the same each time. */
  sendFile(content: object): Promise<Json>
  /** Waits until the phone of the friend shows a message, with a file that it could open and that has this hash. */
  waitShown(whatsapp_id: string, sha256?: string): Promise<void>
}

export const sha256 = (content: Uint8Array): string =>
  createHash('sha256').update(content).digest('hex')

export const fileLane = async (t: TestContext): Promise<FileLane> => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-kill-'))
  const links = await serveLinks(t)
  const [delivery, gateway] = [await createTrap(t), await createTrap(t)]
  let services: Services | undefined
  const lane = await workerLane(t, {}, async (farm) => {
    services = await startServices(t, farm, { delivery, gateway }, folder)
    return services
  })
  t.after(() => rm(folder, { recursive: true, force: true }))
  const { caller, tenant_id } = services as Services
  let pictures = 0
  let keys = 0
  return {
    ...lane,
    traps: { delivery, gateway, worker: lane.trap },
    caller,
    tenant_id,
    folder: join(folder, 'media'),
    store: createDiskMedia({ folder: join(folder, 'media'), free_bytes_min: 0 }),
    temporary: join(folder, 'tmp', 'media'),
    picture: async () => {
      const content = await paint(++pictures)
      return { content, link: links.put(`${pictures}.png`, content) }
    },
    sendFile: async (content) => {
      const body = { session_id: lane.session.id, to: lane.friend, ...content }
      const options = { idempotency_key: `message-${++keys}`, until_status: 202 }
      const accepted = await caller.call('POST', '/api/v1/messages', body, options)
      assert.equal(accepted.status, 202, JSON.stringify(accepted.body))
      const again = await caller.call('POST', '/api/v1/messages', body, options)
      assert.equal(again.body.id, accepted.body.id, 'the answer of before')
      return accepted.body
    },
    waitShown: async (whatsapp_id, hash) => {
      const { messages } = await lane.farm.simulator.waitReceived(lane.friend, {
        id: whatsapp_id,
        timeout_ms: 60_000
      })
      assert.equal(messages[0]?.media?.verified, true)
      if (hash !== undefined) assert.equal(messages[0]?.media?.sha256, hash)
    }
  }
}

type Services = { caller: Client; tenant_id: string; environment: Record<string, string> }

/** A gateway and the delivery role, and a customer of them. */
const startServices = async (
  t: TestContext,
  { urls, owner }: WorkerFarm,
  traps: Pick<FileLane['traps'], 'delivery' | 'gateway'>,
  folder: string
): Promise<Services> => {
  const environment = { MEDIA_SOCKET: join(folder, 'media.sock') }
  const delivery = keepDelivery(urls.system, folder, traps.delivery, {
    ...environment,
    MEDIA_ALLOWED_ADDRESSES: 'loopback'
  })
  t.after(() => delivery.stop())
  const port = await freePort()
  const gateway = keepRole({
    file: 'gateway-api.ts',
    node_options: traps.gateway.node_args,
    log_file: join(folder, 'gateway.log'),
    environment: {
      ...traps.gateway.environment,
      PATH: process.env['PATH'] ?? '',
      DATA_DIR: folder,
      DATABASE_TENANT_URL: urls.tenant,
      MASTER_KEY: '11'.repeat(32),
      WEBHOOK_KEY: webhook_key.toString('hex'),
      GATEWAY_PORT: String(port),
      BCRYPT_COST: '4'
    }
  })
  t.after(() => gateway.stop())
  const callers = createCallers([`http://127.0.0.1:${port}`])
  t.after(() => callers.close())
  const registered = await callers.as().call('POST', '/api/v1/auth/register', {
    email: 'caller@example.com',
    password: 'a long enough password',
    name: 'Caller'
  })
  const caller = callers.as(registered.body.access_token)
  const [user] = await owner.query<{ tenant_id: string }>('select tenant_id from users')
  return { caller, tenant_id: user?.tenant_id ?? '', environment }
}

const paint = (number: number): Promise<Buffer> =>
  sharp({ create: { width: 40 + number, height: 30, channels: 3, background: '#0a7' } })
    .png()
    .toBuffer()

/** A server somewhere that files are linked from. */
const serveLinks = async (t: TestContext) => {
  const files = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    response.end(files.get((request.url ?? '').slice(1)))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return {
    put: (name: string, content: Buffer): string => {
      files.set(name, content)
      return `http://127.0.0.1:${port}/${name}`
    }
  }
}

/** Waits until this row of `media` is as it should be in the end. */
export const waitMedia = (lane: FileLane, id: string, status: string): Promise<unknown> =>
  until(
    `the file ${id} is ${status}`,
    async () => {
      const rows = await lane.farm.owner.query('select from media where id = $1 and status = $2', [
        id,
        status
      ])
      return rows.length === 1
    },
    60_000
  )
