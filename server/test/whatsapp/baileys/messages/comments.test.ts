import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proto } from 'baileys'
import { commentIn, createComments } from '../../../../src/whatsapp/baileys/messages/comments.ts'
import { seal } from '../../../../src/whatsapp/baileys/messages/sealed.ts'
import type { Speaker } from '../../../../src/whatsapp/baileys/messages/speakers.ts'
import type { KnownMessage } from '../../../../src/whatsapp/contract.ts'
import { group, onTheWire, to } from '../../../../testkit/kinds.ts'

const secret = Buffer.alloc(32, 8)
const [author, speaker] = ['77@lid', '88@lid']
const key = { id: '3EB0', remoteJid: group, participant: author, fromMe: false }
const stanza = { tag: 'message', attrs: {} }
const said: proto.IMessage = { conversation: 'well said' }

const sealed = (plaintext: Uint8Array, by = secret): proto.IMessage =>
  onTheWire({
    encCommentMessage: {
      targetMessageKey: key,
      ...seal(plaintext, 'Enc Comment', by, { whatsapp_id: key.id, author, speaker })
    }
  })
const alone = proto.Message.encode(said).finish()
const whole = proto.Message.CommentMessage.encode({ message: said, targetMessageKey: key }).finish()

const known = (more: Partial<KnownMessage> = {}): KnownMessage => ({
  direction: 'inbound',
  chat_id: group,
  sender_id: to,
  secret,
  undecryptable: false,
  ...more
})
const commenter: Speaker = {
  chat_id: group,
  sender_id: speaker,
  from_me: false,
  at: 0,
  forms: [speaker],
  askers: [author, to],
  as_admin: false
}

const open = async (message: proto.IMessage, messages: KnownMessage[], by: Speaker | null) => {
  const comment = commentIn(message)
  assert.ok(comment)
  assert.equal(comment.asker, author)
  const opened = await createComments(
    async () => by,
    async () => messages
  )(stanza, comment)
  return opened && { text: opened.message.conversation, quote: opened.quote }
}

test('a comment opens by the secret of a message of its chat, with or without its wrapper, and quotes that', async () => {
  const quote = { whatsapp_id: key.id, from: to, from_me: false }
  for (const form of [alone, whole])
    assert.deepEqual(await open(sealed(form), [known()], commenter), { text: 'well said', quote })
  const own = await open(sealed(whole), [known({ direction: 'outbound' })], commenter)
  assert.equal(own?.quote.from_me, true)
})

test('a comment on what is not there, in another chat, without its secret or of nobody stays sealed', async () => {
  const cases: [proto.IMessage, KnownMessage[], Speaker | null][] = [
    [sealed(whole), [], commenter],
    [sealed(whole), [known({ chat_id: 'other@g.us' })], commenter],
    [sealed(whole), [known({ secret: null })], commenter],
    [sealed(whole), [known()], null],
    [sealed(whole), [known()], { ...commenter, forms: ['99@lid'] }],
    [sealed(whole, Buffer.alloc(32, 9)), [known()], commenter],
    [sealed(Buffer.from('ff', 'hex')), [known()], commenter]
  ]
  for (const [message, messages, by] of cases) assert.equal(await open(message, messages, by), null)
})

test('what is no comment, or has no seal, is none', () => {
  for (const message of [
    said,
    { encCommentMessage: {} },
    { encCommentMessage: { targetMessageKey: key } },
    { encCommentMessage: { targetMessageKey: key, encPayload: Buffer.alloc(20) } }
  ])
    assert.equal(commentIn(message), null)
})
