import assert from 'node:assert/strict'
import { test } from 'node:test'
import { QueryClient } from '@tanstack/react-query'
import type { Session } from '../src/lib/api.ts'
import { keepSession } from '../src/lib/keep-sessions.ts'

const key = ['sessions']
const session = (id: string, given: Partial<Session> = {}) =>
  ({ id, status: 'connected', updated_at: '2030-01-01T00:00:00.000Z', ...given }) as Session
const event = (type: string, data: Session) => ({ type, data }) as never

const open = () => {
  const queries = new QueryClient()
  queries.setQueryData(key, [session('a'), session('b')])
  const shown = () => queries.getQueryData<Session[]>(key)?.map(({ id, status }) => [id, status])
  return { queries, shown }
}

test('an event changes the number it is about in the list, and the others stay the same objects', () => {
  const { queries, shown } = open()
  const [, before] = queries.getQueryData<Session[]>(key) ?? []
  const told = session('a', { status: 'reconnecting', updated_at: '2030-01-01T00:00:01.000Z' })
  assert.equal(keepSession(queries, event('session.reconnecting', told)), true)
  assert.deepEqual(shown(), [
    ['a', 'reconnecting'],
    ['b', 'connected']
  ])
  assert.equal(queries.getQueryData<Session[]>(key)?.[1], before)
  assert.equal(keepSession(queries, event('session.deleted', told)), true)
  assert.deepEqual(shown(), [['b', 'connected']])
})

test('an event that is older than what was read changes nothing', () => {
  const { queries, shown } = open()
  const old = session('a', { status: 'starting', updated_at: '2029-12-31T23:59:59.999Z' })
  assert.equal(keepSession(queries, event('session.starting', old)), true)
  assert.deepEqual(shown()?.[0], ['a', 'connected'])
})

test('the list is read again where an event cannot be worked into it', async () => {
  const { queries } = open()
  const told = session('a', { status: 'failed' })
  assert.equal(keepSession(queries, event('message.sent', told)), false)
  assert.equal(keepSession(queries, event('session.created', session('c'))), false)
  assert.equal(keepSession(new QueryClient(), event('session.failed', told)), false)
  const reading = Promise.withResolvers<Session[]>()
  const read = queries.fetchQuery({ queryKey: key, queryFn: () => reading.promise })
  assert.equal(keepSession(queries, event('session.failed', told)), false, 'one is on its way')
  reading.resolve([session('a')])
  await read
  await queries.invalidateQueries({ queryKey: key })
  assert.equal(keepSession(queries, event('session.failed', told)), false, 'it is stale anyway')
  queries.clear()
})
