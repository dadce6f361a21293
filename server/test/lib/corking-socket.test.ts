import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { test } from 'node:test'
import { createCorkingSocket } from '../../src/lib/corking-socket.ts'

test('what is written in one turn is held back until its end, and then all there in order', async (t) => {
  const server = createServer()
  t.after(() => server.close())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = createCorkingSocket()
  t.after(() => socket.destroy())
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1')
  const [[accepted]] = await Promise.all([once(server, 'connection'), once(socket, 'connect')])
  for (const turn of ['first', 'second']) {
    socket.write(`${turn} a `)
    socket.cork()
    socket.write(`${turn} b `)
    socket.uncork()
    assert.equal(socket.writableLength, `${turn} a ${turn} b `.length)
    await once(accepted, 'readable')
    assert.equal(String(accepted.read()), `${turn} a ${turn} b `)
    assert.equal(socket.writableCorked, 0)
  }
  socket.end()
  await once(accepted.resume(), 'end')
})
