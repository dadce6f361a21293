import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ANSWERS } from '../src/queries/answers.ts'
import { AT_THEIR_TIME, KNOWN_STANZAS, seededRandom, variantsOf } from '../src/stanzas/index.ts'
import { cases, keysOf, listened, requests } from './baileys-surface.ts'
import { linkClient, pairFor, simulatorFor } from './harness.ts'

const RECEIVER = 'Socket/messages-recv.js'

test('every request that Baileys can make is in the table of answers, and nothing else', () => {
  assert.deepEqual(requests(), Object.keys(ANSWERS).sort())
})

test('every request of the table is answered as it says: by what it asks, or by an error of its own', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const { id } = await simulator.client.createGroup(number, { subject: 'Own', participants: [] })
  const wrong: string[] = []
  // The last of these ends the connection.
  const rows = Object.entries(ANSWERS).sort(([one], [other]) => rank(one) - rank(other))
  for (const [name, { refused }] of rows) {
    const [xmlns = '', type = '', tag = ''] = name.split(' ')
    if (name.includes('*') || tag === 'link_code_companion_reg') continue
    const error = await client.socket
      .query({
        tag: 'iq',
        attrs: { to: addressee(name, id), xmlns, ...(type && { type }) },
        ...(tag && { content: [{ tag: PARENTS[name] ?? tag, attrs: {} }] })
      })
      .then(
        () => '',
        (reason: Error & { data?: number }) => String(reason.data)
      )
    if ((error === '501') !== (refused === '501')) wrong.push(`${name}: ${error || 'a result'}`)
  }
  assert.deepEqual(wrong, [])
})

const rank = (name: string): number => (name.endsWith('remove-companion-device') ? 1 : 0)
const ANY_GROUP = ['participating', 'create', 'leave']
/** Groups are asked by their address, and by the one of them all when a new one is meant. */
const addressee = (name: string, group: string): string =>
  !name.startsWith('w:g2')
    ? '@s.whatsapp.net'
    : ANY_GROUP.some((tag) => name.endsWith(tag))
      ? '@g.us'
      : group
/** An upload of keys begins with the registration and is known by its list. */
const PARENTS: Record<string, string> = { 'encrypt set registration': 'list' }

test('everything that Baileys listens for is said by the simulator', () => {
  const heard = [
    ...listened().filter(
      (name) => name !== 'notification' && name !== 'call' && name !== 'receipt'
    ),
    ...cases(RECEIVER, 'nodeType').map((type) => `notification ${type}`),
    ...cases(RECEIVER, 'child?.tag').map((tag) => `notification w:gp2 ${tag}`),
    ...cases(RECEIVER, 'child.tag').map((tag) => `notification newsletter ${tag}`),
    ...cases(RECEIVER, 'opName').map((name) => `notification mex ${name}`),
    ...cases('Utils/generics.js', 'tag').map((tag) => `call ${tag}`),
    ...keysOf('Utils/generics.js', 'STATUS_MAP').map((type) => `receipt ${type}`),
    ...keysOf('Utils/generics.js', 'CODE_MAP').map((reason) => `stream:error ${reason}`)
  ]
  const said = [...KNOWN_STANZAS.map(({ covers }) => covers ?? ''), ...Object.keys(AT_THEIR_TIME)]
  const missing = heard.filter(
    (name) => !said.some((each) => each === name || each.startsWith(`${name} `))
  )
  assert.deepEqual(missing, [])
  assert.ok(heard.length > 60, 'the sources could be read')
})

test('a login, the experiments and the lists have all that real servers put into them', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const asked = (xmlns: string, tag?: string) =>
    client.socket.query({
      tag: 'iq',
      attrs: { to: 's.whatsapp.net', type: 'get', xmlns },
      ...(tag && { content: [{ tag, attrs: {} }] })
    })
  const shape = async (answer: ReturnType<typeof asked>) => {
    const { content } = (await answer) as { content?: { tag: string; attrs: object }[] }
    return content?.map(({ tag, attrs }) => `${tag} [${Object.keys(attrs).join(' ')}]`)
  }
  assert.deepEqual(await shape(asked('abt', 'props')), [
    'props [protocol ab_key hash refresh refresh_id delta_update]'
  ])
  assert.deepEqual(await shape(asked('blocklist')), [
    'list [dhash c_dhash matched addressing_mode]'
  ])
  const { extras } = await simulator.client.extras()
  await simulator.client.leaveOut({ extras: Object.keys(extras) })
  assert.deepEqual(await shape(asked('abt', 'props')), ['props [protocol]'])
  await simulator.client.disconnect(number, { how: 'drop' })
})

test('every stanza in every variant can be encoded and is heard', async (t) => {
  const { simulator, client, number, contact } = await pairFor(t)
  const own = await simulator.client.phone(number)
  let next = 0
  const context = {
    own: { ...own, device: own.devices[0]?.device ?? 0, lid: own.lid.split('@')[0] ?? '' },
    contact: { ...contact, lid: contact.lid.split('@')[0] ?? '' },
    group: '120363000000000009@g.us',
    id: () => `K${next++}`
  }
  const random = seededRandom(7)
  const { encodeNode } = await import('../src/stanzas/index.ts')
  let pushed = 0
  let heard = 0
  client.socket.ws.on('frame', () => (heard += 1))
  for (const stanza of KNOWN_STANZAS.filter(({ ends }) => !ends)) {
    const frames = variantsOf(stanza, context, random).map((each) =>
      encodeNode(each).toString('base64')
    )
    pushed += (await simulator.client.push(number, { frames })).pushed
  }
  await simulator.client.say(contact.number, { to: number, text: 'after all of it' })
  const { until, textOf } = await import('./harness.ts')
  await until(() => client.messages.some((each) => textOf(each) === 'after all of it'), 'the text')
  assert.ok(pushed > 500, String(pushed))
  assert.ok(heard > pushed)
})
