import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  encodeNode,
  KNOWN_STANZAS,
  type KnownStanza,
  pairwise,
  seededRandom,
  variantsOf
} from '@whatsapp-saas/simulator/stanzas'
import { conversation } from '../../testkit/conversation.ts'
import { stanzaContext } from '../../testkit/stanza-context.ts'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

const seed = Number(process.env['FULLNESS_SEED'] ?? 1)

/** What the texts of an exchange bring with them, and nothing else may. */
const of_an_exchange = ['message.delivered', 'message.received', 'message.sent']
/** What people are doing, right now, in calls and in groups, is told, and changes nothing. */
const passing = /^(call\.\w+|chat\.typing|presence\.updated|group\.\w+)$/

test('nothing that WhatsApp says unasked, with any of its optional parts, changes a session or its messages', async (t) => {
  t.diagnostic(`FULLNESS_SEED=${seed}`)
  const bed = await workerBed(t)
  const talk = await conversation(bed)
  await talk.exchange('before')
  await talk.events()
  const before = await talk.state()
  const context = await stanzaContext(bed.simulator, talk)
  const random = seededRandom(seed)
  const { retries_in, retries_out } = await bed.simulator.stats()
  let pushed = 0
  const quiet = KNOWN_STANZAS.filter(({ ends }) => !ends)
  for (const [place, stanza] of quiet.entries()) {
    const frames = variantsOf(stanza, context, random).map((each) =>
      encodeNode(each).toString('base64')
    )
    pushed += (await bed.simulator.push(talk.own.number, { frames, await_acks: true })).pushed
    if (place % 10 !== 9 && place !== quiet.length - 1) continue
    const names = quiet.slice(place - (place % 10), place + 1).map(({ name }) => name)
    await talk.exchange(`after ${place}`)
    assert.deepEqual(await talk.state(), before, names.join(', '))
    const told = (await talk.events()).filter((type) => !passing.test(type))
    assert.deepEqual(told, of_an_exchange, names.join(', '))
  }
  const stats = await until('all that wants it is acknowledged', async () => {
    const now = await bed.simulator.stats()
    return now.awaited_acks === 0 && now
  })
  assert.equal(stats.last_unacknowledged, null)
  assert.ok(pushed > 500, String(pushed))
  t.diagnostic(`${pushed} stanzas of ${quiet.length} kinds`)
  assert.equal((await bed.simulator.phone(talk.own.number)).logins, 1)
  assert.deepEqual([stats.retries_in, stats.retries_out], [retries_in, retries_out])
  assert.deepEqual(
    bed.errors.filter((line) => line.includes('unhandled')),
    []
  )
})

test('a login is the same whatever of its news WhatsApp leaves out', async (t) => {
  t.diagnostic(`FULLNESS_SEED=${seed}`)
  const bed = await workerBed(t)
  const talk = await conversation(bed)
  await talk.exchange('before')
  await talk.events()
  const before = await talk.state()
  const { extras } = await bed.simulator.extras()
  const names = Object.keys(extras)
  const rows = pairwise(names.length, seededRandom(seed))
  for (const [place, row] of rows.entries()) {
    const left_out = names.filter((_, index) => !row[index])
    await bed.simulator.leaveOut({ extras: left_out })
    await bed.simulator.disconnect(talk.own.number, { how: 'drop' })
    await bed.waitStatus(talk.session_id, 'reconnecting')
    // Connections that last for seconds only are opened again after pauses that grow; a command ends the pause.
    await bed.call('POST', `/sessions/${talk.session_id}/restart`)
    await bed.waitStatus(talk.session_id, 'connected')
    await talk.exchange(`login ${place}`)
    assert.deepEqual(await talk.state(), before, `without ${left_out.join(', ')}`)
    assert.deepEqual(
      await talk.events(),
      [...of_an_exchange, 'session.connected', 'session.reconnecting', 'session.starting'],
      `without ${left_out.join(', ')}`
    )
  }
  assert.equal((await bed.simulator.phone(talk.own.number)).pairings, 1)
  // And the very first login of a new session.
  for (const left_out of [names, []]) {
    await bed.simulator.leaveOut({ extras: left_out })
    const other = await conversation(bed)
    await other.exchange('linked')
    assert.deepEqual(await other.events(), [...of_an_exchange, 'session.connected'])
  }
})

const ending = KNOWN_STANZAS.filter(({ ends }) => ends)

test('a session comes back by itself after every way in which WhatsApp ends a line for a while', async (t) => {
  const bed = await workerBed(t)
  const talk = await conversation(bed)
  const context = await stanzaContext(bed.simulator, talk)
  const { linked_at } = await bed.session(talk.session_id)
  const push = (stanza: KnownStanza): Promise<unknown> =>
    bed.simulator.push(talk.own.number, {
      frames: [encodeNode(stanza.build(context)).toString('base64')]
    })
  for (const stanza of ending) {
    const { logins } = await bed.simulator.phone(talk.own.number)
    await push(stanza)
    await until(`${stanza.name}: logged in again`, async () => {
      const now = await bed.simulator.phone(talk.own.number)
      return now.logins > logins && now.sockets_open === 1
    })
    await bed.waitStatus(talk.session_id, 'connected')
    await talk.exchange(stanza.name)
  }
  const row = await bed.session(talk.session_id)
  assert.deepEqual(row.linked_at, linked_at)
  assert.equal((await bed.simulator.phone(talk.own.number)).pairings, 1)
})
