import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import type { BinaryNode, WASocket } from 'baileys'
import { createLog } from '../../../../src/lib/log.ts'
import type { BorderJournal } from '../../../../src/whatsapp/baileys/border.ts'
import { listenForGroupNews } from '../../../../src/whatsapp/baileys/events/group-news.ts'
import { readGroupNews } from '../../../../src/whatsapp/baileys/events/read-group-news.ts'
import type { EngineEvent, StoredKeys } from '../../../../src/whatsapp/contract.ts'

const group = '120363000000000001@g.us'
const node = (
  tag: string,
  attrs: Record<string, string> = {},
  content?: BinaryNode['content']
): BinaryNode => ({ tag, attrs, ...(content !== undefined && { content }) })
const notification = (content: BinaryNode[], more: Record<string, string> = {}): BinaryNode =>
  node(
    'notification',
    { from: group, type: 'w:gp2', id: '7', t: '1700000000', participant: '9@lid', ...more },
    content
  )

/** What is on disk of one session, over several connections. */
const disk = () => {
  const kept = new Map<string, Uint8Array>()
  const facts: EngineEvent[] = []
  const journal = {
    putKey: (kind: string, key_id: string, value: unknown, encode: (v: unknown) => Uint8Array) =>
      kept.set(`${kind} ${key_id}`, encode(value)),
    pendingKey: () => undefined,
    record: (fact: EngineEvent) => facts.push(fact)
  } as unknown as BorderJournal
  const stored = {
    load: async (kind: string, key_ids: string[]) =>
      new Map(
        key_ids.flatMap((id) => {
          const bytes = kept.get(`${kind} ${id}`)
          return bytes ? [[id, bytes] as const] : []
        })
      )
  } as unknown as StoredKeys
  const connect = async (): Promise<EventEmitter> => {
    const ws = new EventEmitter()
    const log = createLog({ level: 'silent', role: 'test' })
    listenForGroupNews({ ws } as unknown as WASocket, { journal, stored, log })
    await new Promise((resolve) => setImmediate(resolve))
    return ws
  }
  return { facts, connect }
}

test('a notification that comes again tells nothing, also on the next connection', async () => {
  const { facts, connect } = disk()
  const locked = notification([node('locked')])
  const first = await connect()
  first.emit('CB:notification', locked)
  first.emit('CB:notification', locked)
  assert.equal(facts.length, 1)
  const second = await connect()
  second.emit('CB:notification', locked)
  second.emit('CB:notification', { ...locked, attrs: { ...locked.attrs, offline: '0' } })
  assert.equal(facts.length, 1)
  second.emit('CB:notification', notification([node('unlocked')], { id: '8' }))
  second.emit('CB:notification', notification([node('nothing-known')], { id: '9' }))
  second.emit('CB:notification', notification([node('locked')], { from: '9@lid', id: '10' }))
  assert.equal(facts.length, 2)
})

test('what WhatsApp tells in other words is told in ours', () => {
  const read = (content: BinaryNode[], more?: Record<string, string>) =>
    readGroupNews(notification(content, more), group).map(({ event, data }) => {
      const { group_id: _, by: __, at: ___, ...rest } = data
      return { event, ...rest }
    })
  const person = (jid: string, more: Record<string, string> = {}) =>
    node('participant', { jid, ...more })
  const shown = (lid: string) => ({ jid: null, lid, phone_number: null })
  const changed = { event: 'group.participants_changed', reason: null }
  assert.deepEqual(read([node('remove', {}, [person('9@lid')])]), [
    { ...changed, action: 'leave', participants: [shown('9@lid')] }
  ])
  const failed = person('8@lid', { error: '403' })
  assert.deepEqual(read([node('add', { reason: 'invite' }, [person('7@lid'), failed])]), [
    { ...changed, action: 'add', reason: 'invite', participants: [shown('7@lid')] }
  ])
  assert.deepEqual(read([node('add', {}, [failed])]), [])
  const request = { event: 'group.join_request', participants: [shown('9@lid')] }
  assert.deepEqual(read([node('created_membership_requests', { request_method: 'invite_link' })]), [
    { ...request, action: 'created', method: 'invite_link' }
  ])
  assert.deepEqual(read([node('revoked_membership_requests', {}, [person('9@lid')])]), [
    { ...request, action: 'revoked', method: null }
  ])
  assert.deepEqual(
    read([node('revoked_membership_requests', {}, [node('requested_user', { jid: '6@lid' })])]),
    [{ ...request, participants: [shown('6@lid')], action: 'rejected', method: null }]
  )
  assert.deepEqual(read([node('set', { id: '5', author: '9@lid' })], { type: 'picture' }), [
    { event: 'group.updated', changes: { picture: { id: '5' } } }
  ])
  assert.deepEqual(read([node('delete', { author: '9@lid' })], { type: 'picture' }), [
    { event: 'group.updated', changes: { picture: null } }
  ])
  assert.deepEqual(read([node('locked'), node('subject', { subject: 'x' })]), [
    { event: 'group.updated', changes: { subject: 'x', settings: { only_admins_edit: true } } }
  ])
})
