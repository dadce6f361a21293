import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { createClient, GatewayError } from '../src/index.ts'

type Stream = { url: string; after: string | undefined }

/** A gateway whose streams of events do what they are told, one after another. */
const streaming = async (t: TestContext, streams: ((response: ServerResponse) => void)[]) => {
  const opened: Stream[] = []
  const server = createServer((request, response) => {
    opened.push({ url: request.url ?? '', after: request.headers['last-event-id']?.toString() })
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    streams[Math.min(opened.length, streams.length) - 1]?.(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, opened }
}

const event = (id: string): string =>
  `id: ${id}\nevent: message.sent\ndata: ${JSON.stringify({ id, type: 'message.sent', data: {} })}\n\n`

test('events go on over lost and ended connections, each once and in their order', async (t) => {
  const { url, opened } = await streaming(t, [
    (response) =>
      void response.write(event('evt_1') + event('evt_2').slice(0, 20), () => response.destroy()),
    (response) => void response.end(`: still here\n\n${event('evt_2')}`),
    (response) =>
      void response.end(
        `event: stream.ended\ndata: {"code":"stopping","title":"It is being restarted"}\n\n`
      ),
    (response) => void response.write(event('evt_3'))
  ])
  const enough = new AbortController()
  const ids: string[] = []
  const continued: boolean[] = []
  for await (const one of createClient({ url }).events({
    on_open: (continues) => continued.push(continues),
    session_id: 'ses_1',
    types: ['message.sent', 'message.read'],
    after: 'evt_0',
    signal: enough.signal
  })) {
    ids.push(one.id)
    if (one.id === 'evt_3') enough.abort()
  }
  assert.deepEqual(ids, ['evt_1', 'evt_2', 'evt_3'])
  assert.deepEqual(
    opened.map((one) => one.after),
    ['evt_0', 'evt_1', 'evt_2', 'evt_2']
  )
  assert.deepEqual(continued, [true, true, true, true])
  assert.equal(opened[0]?.url, '/api/v1/sessions/ses_1/events?types=message.sent%2Cmessage.read')
})

test('who asked for no event to continue after learns that what happened before has to be read', async (t) => {
  const { url } = await streaming(t, [
    (response) => void response.end(': still here\n\n'),
    (response) => void response.end(event('evt_1')),
    (response) => void response.write(event('evt_2'))
  ])
  const enough = new AbortController()
  const continued: boolean[] = []
  const on_open = (continues: boolean) => continued.push(continues)
  for await (const { id } of createClient({ url }).events({ signal: enough.signal, on_open }))
    if (id === 'evt_2') enough.abort()
  assert.deepEqual(continued, [false, false, true])
})

test('a stream whose credential has ended says so, and is not opened again', async (t) => {
  const end = {
    code: 'token_expired',
    title: 'The access token has expired',
    detail: 'Get a new one.'
  }
  const { url, opened } = await streaming(t, [
    (response) =>
      void response.end(`${event('evt_1')}event: stream.ended\ndata: ${JSON.stringify(end)}\n\n`)
  ])
  const ids: string[] = []
  await assert.rejects(
    async () => {
      for await (const one of createClient({ url }).events()) ids.push(one.id)
    },
    (error) => error instanceof GatewayError && error.code === 'token_expired'
  )
  assert.deepEqual(ids, ['evt_1'])
  assert.equal(opened.length, 1)
})

test('who stops reading closes the connection', async (t) => {
  let closed: Promise<unknown> | undefined
  const { url } = await streaming(t, [
    (response) => {
      closed = once(response, 'close')
      response.write(event('evt_1'))
    }
  ])
  for await (const one of createClient({ url }).events()) {
    assert.equal(one.id, 'evt_1')
    break
  }
  await closed
})
