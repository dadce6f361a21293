import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { proto } from 'baileys'
import { example_file } from '../../src/schemas/messages/kinds/file.ts'
import {
  type KindName,
  kinds,
  type MessageContent,
  received_kinds
} from '../../src/schemas/messages/kinds.ts'
import { decodeContent, encodeContent } from '../../src/whatsapp/baileys/kinds.ts'
import { rawForm, readRawForm } from '../../src/whatsapp/baileys/messages/raw-form.ts'
import { context, file, onTheWire, to } from '../../testkit/kinds.ts'

/** What can be chosen in the example of `interactive`, as it is read. */
const choices = [
  { title: 'Yes', id: 'yes' },
  { title: 'No', id: 'no' }
]

const target = { whatsapp_id: 'AB12', from_me: false, sender_id: to }

test('the example of every kind is taken, and is read by the receiver as it was sent', async () => {
  for (const { type, sent, shown, example } of kinds) {
    assert.deepEqual(sent.parse(example), example, type)
    const content = { type, [type]: example } as unknown as MessageContent
    const written = await encodeContent({ ...content, target }, { ...context, file })
    const read = decodeContent(onTheWire(written))
    const about = { kind: type, whatsapp_id: target.whatsapp_id, emoji: '👍' }
    const chosen = { ...(example as object), action: undefined, choices }
    const asked = { type, interactive: JSON.parse(JSON.stringify(chosen)) }
    const expected = { reaction: about, interactive: asked }[type as string] ?? content
    assert.deepEqual(withoutFile(read), expected)
    assert.deepEqual(shown.parse(example), example, type)
  }
})

/** What is shown of a message, as if its file had the id that was sent. */
const withoutFile = (read: ReturnType<typeof decodeContent>) => {
  if (!read || !('file' in read) || !read.file) return read
  const { file: received, type, ...members } = read
  const { mime_type, bytes, ...shown } = (members as Record<string, Record<string, unknown>>)[
    type
  ] as Record<string, unknown>
  assert.deepEqual([mime_type, bytes], [file.mime_type, file.bytes])
  assert.equal(shown['id'], received.media_id)
  return { type, [type]: { ...shown, id: example_file.id } }
}

test('what nobody could read is read from its raw form by a list of kinds that has one for it', () => {
  const raw = rawForm({ newsletterAdminInviteMessage: { newsletterName: 'Grace' } })
  assert.ok(raw)
  assert.equal(readRawForm(raw), null)
  const newer = {
    decode: ({ newsletterAdminInviteMessage: invited }: proto.IMessage) =>
      invited ? { type: 'text' as const, text: { body: invited.newsletterName ?? '' } } : null
  }
  assert.deepEqual(readRawForm(raw, [newer]), { type: 'text', text: { body: 'Grace' } })
  assert.equal(readRawForm(Buffer.from('no message'), [newer]), null)
  assert.equal(rawForm({ conversation: 'x'.repeat(33_000) }), null, 'too large to be kept')
})

test('the table in the README names every kind with its sentence', () => {
  const received = received_kinds.filter(({ type }) => type !== 'unsupported')
  const row = ({ type, description }: { type: string; description: string }) =>
    `| \`${type}\` | ${description} |`
  const rows = [...kinds.map(row), '| | **Only received:** |', ...received.map(row)]
  const table = ['| `type` | kind of message |', '|---|---|', ...rows, ''].join('\n')
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
  assert.ok(readme.includes(`\n${table}\n`), `README.md should have:\n${table}`)
})

test('the names of the kinds are told apart', () => {
  const names: KindName[] = kinds.map(({ type }) => type)
  assert.equal(new Set(names).size, names.length)
})
