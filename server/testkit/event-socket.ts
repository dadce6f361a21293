import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import WebSocket from 'ws'
import type { EventEnvelope } from '../src/schemas/events.ts'
import type { Harness, SeededTenant } from './app.ts'

type Message = Omit<EventEnvelope, 'type' | 'data'> & {
  type: string
  data: Record<string, unknown>
}

/** A client of /ws. */
export type EventSocket = {
  socket: WebSocket
  /** The next message; rejects when the socket is closed before one comes. */
  next(): Promise<Message>
  /** The code and reason it is closed with, and all that came before and was not asked for. */
  closed(): Promise<{ code: number; reason: string; rest: Message[] }>
}

/** Opens a socket of events. Messages are kept until they are asked for. */
export const openEventSocket = (
  address: string,
  headers: Record<string, string>,
  first?: object | string
): EventSocket => {
  const socket = new WebSocket(address.replace(/^http/, 'ws'), { headers })
  const kept: Message[] = []
  let end: { code: number; reason: string } | undefined
  let wake = (): void => undefined
  socket.on('message', (data) => {
    kept.push(JSON.parse(String(data)))
    wake()
  })
  socket.on('error', () => undefined)
  socket.on('close', (code, reason) => {
    end = { code, reason: String(reason) }
    wake()
  })
  if (first !== undefined)
    socket.once('open', () =>
      socket.send(typeof first === 'string' ? first : JSON.stringify(first))
    )
  const news = () =>
    new Promise<void>((resolve) => {
      wake = resolve
    })
  return {
    socket,
    next: async () => {
      for (;;) {
        const message = kept.shift()
        if (message) return message
        if (end) throw new Error(`the socket was closed: ${end.code} ${end.reason}`)
        await news()
      }
    },
    closed: async () => {
      while (!end) await news()
      return { ...end, rest: kept.splice(0) }
    }
  }
}

/** What a handshake is answered with when it is refused. */
export const refusedSocket = (
  address: string,
  headers: Record<string, string> = {}
): Promise<{ status: number; problem: { code: string; errors: { path: string }[] } }> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(address.replace(/^http/, 'ws'), { headers })
    socket.on('error', () => undefined)
    socket.on('open', () => {
      socket.terminate()
      reject(new Error('the handshake was accepted'))
    })
    socket.on('unexpected-response', async (_request, answer) => {
      const pieces: Buffer[] = []
      for await (const piece of answer) pieces.push(piece as Buffer)
      resolve({
        status: answer.statusCode ?? 0,
        problem: JSON.parse(Buffer.concat(pieces).toString())
      })
    })
  })

/** The credential of a person, as a header. */
export const bearer = (tenant: SeededTenant) => ({ authorization: `Bearer ${tenant.access_token}` })

/** The server of a test, and a way to open sockets that are gone after it. */
export const listening = async (t: TestContext, app: Harness) => {
  const sockets: EventSocket[] = []
  const address = await app.server.listen({ port: 0, host: '127.0.0.1' })
  t.after(() => {
    for (const { socket } of sockets) socket.terminate()
  })
  const open = (headers: Record<string, string>, query = '', first?: object | string) => {
    const one = openEventSocket(`${address}/ws${query}`, headers, first)
    sockets.push(one)
    return one
  }
  const opened = async (...given: Parameters<typeof open>) => {
    const one = open(...given)
    assert.equal((await one.next()).type, 'stream.opened')
    return one
  }
  return { address, open, opened }
}
