import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  KNOWN_STANZAS,
  mutatedFrame,
  seededRandom,
  UNREADABLE_MESSAGES
} from '@whatsapp-saas/simulator/stanzas'
import { pause } from '../../src/lib/retry.ts'
import { damagedContent } from '../../testkit/content-fuzz.ts'
import { conversation } from '../../testkit/conversation.ts'
import { stanzaContext } from '../../testkit/stanza-context.ts'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

const seed = Number(process.env['STANZA_FUZZ_SEED'] ?? Date.now() % 1_000_000)
/** 20,000 are sent where there is time for it. */
const count = Number(process.env['STANZA_FUZZ_COUNT'] ?? 300)
const at_once = 25
const batch = count > 2_000 ? 200 : 50

/**
 * Waits for work of a session whose line is ended again and again. What was worth an end is answered with a new one, after
 * pauses that grow: its user does not wait for them, and restarts it.
 */
const hurried = async (bed: WorkerBed, session_id: string, work: Promise<void>): Promise<void> => {
  const over = new AbortController()
  void work.then(
    () => over.abort(),
    () => over.abort()
  )
  while (!over.signal.aborted) {
    const { status } = await bed.session(session_id)
    if (status !== 'connected') await bed.call('POST', `/sessions/${session_id}/restart`)
    await pause(2_000, over.signal)
  }
  await work
}

test('no stanza, however damaged, ends a session for good, and its neighbour does not notice', async (t) => {
  t.diagnostic(`STANZA_FUZZ_SEED=${seed} STANZA_FUZZ_COUNT=${count}`)
  const bed = await workerBed(t)
  const victim = await conversation(bed)
  const neighbour = await conversation(bed)
  const quiet = await neighbour.state()
  const { linked_at } = await bed.session(victim.session_id)
  const context = await stanzaContext(bed.simulator, victim)
  const random = seededRandom(seed)
  const kinds = [...KNOWN_STANZAS, ...UNREADABLE_MESSAGES, ...UNREADABLE_MESSAGES]
  for (let sent = 0; sent < count; sent += batch) {
    for (let part = 0; part < batch; part += at_once) {
      const frames = Array.from({ length: at_once }, () =>
        mutatedFrame(random.pick(kinds).build(context), random).toString('base64')
      )
      await bed.simulator.push(victim.own.number, { frames })
    }
    await neighbour.exchange(`neighbour ${sent}`)
    await hurried(bed, victim.session_id, victim.exchange(`victim ${sent}`))
    assert.deepEqual(bed.errors, [])
  }
  assert.deepEqual(await neighbour.state(), quiet)
  assert.equal((await bed.simulator.phone(neighbour.own.number)).logins, 1)
  assert.deepEqual((await bed.session(victim.session_id)).linked_at, linked_at)
  const { pairings, logins } = await bed.simulator.phone(victim.own.number)
  assert.equal(pairings, 1)
  t.diagnostic(`${logins} logins`)
  const received = await bed.simulator.received(neighbour.friend.number, { limit: 10_000 })
  assert.deepEqual(
    received.messages.filter(({ copies }) => copies !== 1),
    []
  )
  const rows = await bed.messages(neighbour.session_id)
  const ids = rows.map(({ whatsapp_id }) => whatsapp_id)
  assert.equal(new Set(ids).size, ids.length)
  assert.equal(ids.length, 2 * Math.ceil(count / batch))
})

test('no content, however damaged, is refused, breaks anything, or holds up what comes after it', async (t) => {
  const contents = Math.ceil(count / 5)
  t.diagnostic(`STANZA_FUZZ_SEED=${seed} ${contents} contents`)
  const bed = await workerBed(t)
  const victim = await conversation(bed)
  const { own, friend, session_id } = victim
  const random = seededRandom(seed)
  const group = await bed.simulator.createGroup(friend.number, {
    subject: 'Team',
    participants: [own.number]
  })
  const { linked_at } = await bed.session(session_id)
  const ids: string[] = []
  for (let sent = 0; sent < contents; sent++) {
    const in_group = random.below(3) === 0
    // About messages that are there, that come later, that never come, and itself.
    const about =
      random.below(4) === 0 ? idOf(sent + random.below(3)) : (random.pick(ids) ?? 'none')
    const key = {
      id: about,
      fromMe: random.below(2) === 0,
      remoteJid: in_group ? group.id : `${own.number}@s.whatsapp.net`,
      ...(in_group && { participant: `${friend.number}@s.whatsapp.net` })
    }
    const message = damagedContent(random, key).toString('base64')
    const id = random.below(8) === 0 && ids.length > 0 ? random.pick(ids) : idOf(sent)
    const to = in_group ? group.id : own.number
    await bed.simulator.sendContent(friend.number, { to, message, id, as_it_is: true })
    ids.push(id)
    if (sent % batch === batch - 1) await victim.exchange(`victim ${sent}`)
    assert.deepEqual(bed.errors, [])
  }
  await victim.exchange('victim at the end')
  assert.equal((await bed.simulator.stats()).nacks, 0)
  await until('all is acknowledged', async () => (await bed.simulator.stats()).awaited_acks === 0)
  assert.deepEqual((await bed.session(session_id)).linked_at, linked_at)
  assert.equal((await bed.simulator.phone(own.number)).logins, 1)
  assert.deepEqual(await bed.owner.query('select from refused_facts'), [])
  const rows = await bed.messages(session_id)
  assert.ok(rows.every(({ status }) => status !== 'undecryptable'))
  const named = rows.map(({ whatsapp_id, direction }) => `${whatsapp_id} ${direction}`)
  assert.equal(new Set(named).size, named.length)
})

const idOf = (nth: number): string => `FUZZ${String(nth).padStart(28, '0')}`
