import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FastifyRequest } from 'fastify'
import { clientAddress } from '../../src/http/client-address.ts'

const cases: [ip: string, address: string][] = [
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:4711', '203.0.113.7'],
  ['2001:db8::7', '2001:db8::7'],
  ['[2001:db8::7]', '2001:db8::7'],
  ['[2001:db8::7]:4711', '2001:db8::7'],
  ['fe80::1%eth0', 'fe80::1'],
  ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
  ['unknown', '192.0.2.1'],
  ['_hidden', '192.0.2.1'],
  ['', '192.0.2.1'],
  ['203.0.113.700', '192.0.2.1'],
  ['example.com', '192.0.2.1'],
  ['[2001:db8::7', '192.0.2.1'],
  ["'; drop table tenants", '192.0.2.1']
]

const request = (ip: string, remoteAddress: string | undefined) =>
  ({ ip, socket: { remoteAddress } }) as unknown as FastifyRequest

for (const [ip, address] of cases) {
  test(`"${ip}" from a proxy counts as ${address}`, () => {
    assert.equal(clientAddress(request(ip, '192.0.2.1')), address)
  })
}

test('there is always an address, also of a connection that is gone', () => {
  assert.equal(clientAddress(request('nonsense', undefined)), '0.0.0.0')
})
