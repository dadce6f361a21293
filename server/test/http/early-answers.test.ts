import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { harness } from '../../testkit/app.ts'

const piece = Buffer.alloc(64 * 1024, 'x')
const body_bytes = 32 * piece.length

test('whoever is refused in the middle of sending a body gets the answer when they have sent it, as a proxy reads it', async (t) => {
  const app = await harness(t)
  const address = await app.server.listen({ host: '127.0.0.1', port: 0 })

  /** Sends all of it before it reads anything, at the pace of a network. */
  const send = async (path: string, [header]: [string]): Promise<string> => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    const failed = new Promise<never>((_, reject) => socket.on('error', reject))
    const work = async (): Promise<string> => {
      await once(socket, 'connect')
      socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n`)
      socket.write(`content-type: application/json\r\n${header}\r\n\r\n`)
      for (let sent = 0; sent < body_bytes; sent += piece.length) {
        await new Promise<void>((resolve) => socket.write(piece, () => resolve()))
        await pause(2)
      }
      const answer: Buffer[] = []
      for await (const part of socket) answer.push(part)
      return Buffer.concat(answer).toString()
    }
    return Promise.race([work(), failed]).finally(() => socket.destroy())
  }

  const length = `content-length: ${body_bytes}`
  assert.match(
    await send('/api/v1/messages', [length]),
    /^HTTP\/1.1 401 .*"code":"unauthenticated"/s
  )
  assert.match(
    await send('/api/v1/auth/login', [length]),
    /^HTTP\/1.1 413 .*"code":"body_too_large"/s
  )
  // One that promises more than anybody sends is not waited for.
  assert.match(
    await send('/api/v1/auth/login', ['content-length: 900000000']),
    /^HTTP\/1.1 413 .*"code":"body_too_large"/s
  )
})
