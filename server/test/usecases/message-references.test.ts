import assert from 'node:assert/strict'
import { test } from 'node:test'
import { harness } from '../../testkit/app.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { path, seedMessage } from './message-calls.ts'

const ours = { direction: 'outbound', status: 'sent', sent_at: new Date() }
const theirs = { sender_id: '201009876543@s.whatsapp.net' }

test('a place that is not on the globe, and a reaction to what is no message of the chat, are refused by field', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const asked = await seedMessage(app, tenant, session_id, theirs)
  const reacted = await seedMessage(app, tenant, session_id, { ...ours, type: 'reaction' })
  const other = await app.seed.tenant()
  const foreign = await seedMessage(app, other, await seedConnected(app, other), theirs)
  const send = (content: object) =>
    app.as(tenant).post(path, { session_id, to: '+201009876543', ...content })
  const place = { latitude: 30, longitude: 31, name: 'Cairo Tower' }
  const to = (message_id: string, emoji = '👍') => ({
    type: 'reaction',
    reaction: { message_id, emoji }
  })
  const refused: [object, string[]][] = [
    [{ type: 'location', location: { ...place, latitude: 91 } }, ['location.latitude']],
    [{ type: 'location', location: { latitude: 1 } }, ['location.longitude']],
    [{ type: 'location', text: { body: 'here' } }, ['location', 'text']],
    [to('msg_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50'), ['reaction.message_id']],
    [to('msg_1'), ['reaction.message_id']],
    [to(reacted), ['reaction.message_id']],
    [to(foreign), ['reaction.message_id']],
    [to(asked, 'thumbs up'), ['reaction.emoji']],
    [{ ...to(asked), to: '+201001234567' }, ['to']]
  ]
  for (const [content, fields] of refused) {
    const answer = await send(content)
    assert.equal(answer.statusCode, 422, answer.body)
    assert.deepEqual(
      answer.json().errors.map((one: { path: string }) => one.path),
      fields
    )
  }
  assert.equal(await app.count('outbound'), 0)
})
