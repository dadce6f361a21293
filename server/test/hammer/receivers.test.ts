import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { deliveryBed } from '../../testkit/delivery-fixture.ts'
import { until } from '../../testkit/until.ts'
import { long, use } from './meter.ts'

const seconds = long ? 30 : 8
const events_count = 10
/** The pauses between attempts of one delivery begin at several seconds and grow. */
const tries_per_delivery_max = long ? 6 : 4
const cpu_share_max = 0.5

type Manner = (socket: Socket) => void

const answer = (status: string, more = '') =>
  `HTTP/1.1 ${status}\r\n${more}content-length: 2\r\nconnection: close\r\n\r\nno`

const manners: Record<string, Manner> = {
  'closes at once': (socket) => socket.destroy(),
  'never answers': () => undefined,
  drips: (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n')
    const dripping = setInterval(() => socket.write('.'), 100)
    socket.on('close', () => clearInterval(dripping))
  },
  'answers 500': (socket) => void socket.once('data', () => socket.end(answer('500 No'))),
  'answers with a redirect to itself': (socket) =>
    void socket.once('data', () => socket.end(answer('302 Found', 'location: /again\r\n'))),
  'hangs up in the middle': (socket) =>
    void socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'))
}

const badReceiver = async (t: TestContext, manner: Manner) => {
  const sockets = new Set<Socket>()
  let tried = 0
  const server = createServer((socket) => {
    tried++
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    manner(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/hook`, tried: () => tried }
}

test('whatever receivers of webhooks do, each delivery is tried a few times and not again and again', async (t) => {
  const bed = await deliveryBed(t)
  const receivers = await Promise.all(
    Object.entries(manners).map(async ([name, manner]) => ({
      name,
      ...(await badReceiver(t, manner))
    }))
  )
  for (const { url } of receivers) await bed.webhook(url)
  const delivery = bed.spawn()
  await bed.events(events_count)
  await until('each is tried', () => receivers.every((one) => one.tried() > 0), 60_000)
  const { cpu_s, seconds: took } = await use([delivery.pid ?? 0], () => 0, seconds)
  for (const { name, tried } of receivers) {
    t.diagnostic(`${name}: ${tried()} connections for ${events_count} deliveries`)
    const most = tries_per_delivery_max * events_count
    assert.ok(tried() <= most, `${name}: ${tried()} connections`)
  }
  assert.ok(cpu_s <= cpu_share_max * took + 2, `${cpu_s} s of processor in ${took} s`)
})
