import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BinaryNode } from 'baileys'
import type { AppError } from '../../../../src/domain/errors.ts'
import { type Question, QuestionRefused } from '../../../../src/whatsapp/baileys/calls/ask.ts'
import type { CallContext } from '../../../../src/whatsapp/baileys/calls/context.ts'
import { updateGroup } from '../../../../src/whatsapp/baileys/calls/groups/update.ts'

const group_id = '120363000000000001@g.us'
const { signal } = new AbortController()

/** A server with one group that refuses what it is told to, each once. */
const serverWith = (refusals: Record<string, string>) => {
  const sent: BinaryNode[] = []
  const left = new Map(Object.entries(refusals))
  let described = 'first'
  const ask = async ({ type, content = [] }: Question): Promise<BinaryNode> => {
    if (type === 'get') {
      const description = { tag: 'description', attrs: { id: described }, content: [] }
      const attrs = { id: group_id, subject: 'Old', addressing_mode: 'lid' }
      const group = { tag: 'group', attrs, content: [description] }
      return { tag: 'iq', attrs: {}, content: [group] }
    }
    const [change] = content
    assert.ok(change)
    sent.push(change)
    const code = left.get(change.tag)
    left.delete(change.tag)
    if (change.tag === 'description') described = 'second'
    if (code) throw new QuestionRefused({ tag: 'error', attrs: { code, text: 'no' } })
    return { tag: 'iq', attrs: {} }
  }
  const update = updateGroup({ ask } as unknown as CallContext)
  return {
    sent,
    update: (changes: Parameters<typeof update>[0]['changes']) =>
      update({ group_id, changes }, signal)
  }
}

test('what is refused half way says what was changed before, and nothing is tried after it', async () => {
  const server = serverWith({ subject: '406' })
  const changes = { subject: 'New', description: 'x', settings: { only_admins_send: true } }
  await assert.rejects(server.update(changes), (error: AppError) => {
    assert.equal(error.code, 'refused_by_whatsapp')
    assert.match(
      error.detail ?? '',
      /406 \(no\).*refused to change subject.*settings\.only_admins_send/
    )
    return true
  })
  assert.deepEqual(
    server.sent.map(({ tag }) => tag),
    ['announcement', 'subject']
  )
})

test('a description that somebody has changed meanwhile is replaced once more, by its new id', async () => {
  const server = serverWith({ description: '409' })
  await server.update({ description: 'ours' })
  assert.deepEqual(
    server.sent.map(({ attrs }) => attrs['prev']),
    ['first', 'second']
  )
})

test('what is so already is not sent, and what admins alone may set comes first', async () => {
  const server = serverWith({})
  await server.update({ subject: 'Old', settings: { only_admins_send: false } })
  assert.deepEqual(server.sent, [])
  await server.update({
    subject: 'New',
    settings: { disappearing_s: 86_400, join_approval: true, only_admins_edit: true }
  })
  assert.deepEqual(
    server.sent.map(({ tag }) => tag),
    ['locked', 'membership_approval_mode', 'ephemeral', 'subject']
  )
})
