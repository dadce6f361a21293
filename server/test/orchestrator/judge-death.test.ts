import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  isSuspicious,
  judgeDeath,
  type Member,
  mayHold,
  quietFor,
  suspect_rules
} from '../../src/orchestrator/judge-death.ts'

const member = (session_id: string, deaths = 0, more: Partial<Member> = {}): Member => ({
  session_id,
  deaths,
  alone: 0,
  holds: 0,
  since_s: deaths > 0 ? 5 : null,
  ...more
})
const verdicts = (members: Member[]): Record<string, string> =>
  Object.fromEntries(
    judgeDeath('w', members, suspect_rules).map((one) => [
      one.session_id,
      one.hold_s === null ? `${one.deaths} ${one.part ?? '-'}` : `held ${one.hold_s}`
    ])
  )

const rows: { name: string; members: Member[]; becomes: Record<string, string> }[] = [
  { name: 'a worker without sessions accuses nobody', members: [], becomes: {} },
  {
    name: 'one death is a death',
    members: [member('a'), member('b')],
    becomes: { a: '1 -', b: '1 -' }
  },
  {
    name: 'nor do two change anything',
    members: [member('a', 1), member('b', 1)],
    becomes: { a: '2 -', b: '2 -' }
  },
  {
    name: 'after the third they are halved',
    members: [member('c', 2), member('a', 2), member('b', 2)],
    becomes: { a: '3 w.1', b: '3 w.1', c: '3 w.2' }
  },
  {
    name: 'those that came later are not suspected',
    members: [member('a', 2), member('b', 2), member('new'), member('newer', 1)],
    becomes: { a: '3 w.1', b: '3 w.2', new: '1 -', newer: '2 -' }
  },
  {
    name: 'the half that crashed more often is suspected, whoever shares its worker',
    members: [member('a', 4), member('b', 3)],
    becomes: { a: '5 w.1', b: '4 -' }
  },
  {
    name: 'what was long ago is forgotten',
    members: [member('a', 2, { since_s: 601 }), member('b', 2, { since_s: 600 })],
    becomes: { a: '1 -', b: '3 w.1' }
  },
  {
    name: 'one that was watched for long is remembered for twice as long',
    members: [member('a', 7, { since_s: 3_000 })],
    becomes: { a: '8 w.1' }
  },
  {
    name: 'one that is alone for the first time may have been there by chance',
    members: [member('a', 5)],
    becomes: { a: '6 w.1' }
  },
  {
    name: 'the second time it is held back',
    members: [member('a', 6, { alone: 1 })],
    becomes: { a: 'held 300' }
  },
  {
    name: 'one with a worker of its own is held back at the third',
    members: [member('a', 2, { alone: 2 })],
    becomes: { a: 'held 300' }
  },
  {
    name: 'tried again it is held back at once, three times as long',
    members: [member('a', 7, { alone: 2, holds: 1, since_s: 400 })],
    becomes: { a: 'held 900' }
  },
  {
    name: 'hours later as well',
    members: [member('a', 9, { alone: 4, holds: 4, since_s: 30_000 })],
    becomes: { a: 'held 24300' }
  },
  {
    name: 'and for a day at most',
    members: [member('a', 12, { alone: 9, holds: 9, since_s: 86_500 })],
    becomes: { a: 'held 86400' }
  }
]

for (const { name, members, becomes } of rows) {
  test(`crashed workers: ${name}`, () => assert.deepEqual(verdicts(members), becomes))
}

/** Workers crash with a culprit among their sessions until all culprits are held back: how many workers crash, and who shared them. */
const hunt = (count: number, culprits: Set<string>) => {
  const memory = new Map<string, Member>()
  const ids = Array.from({ length: count }, (_, index) => `s${String(index).padStart(3, '0')}`)
  const held = new Set<string>()
  let parts = new Map(ids.map((id) => [id, null as string | null]))
  let crashes = 0
  let most_parts = 0
  for (; crashes < 200; crashes++) {
    const guilty = ids.find((id) => culprits.has(id) && !held.has(id))
    if (!guilty) break
    const members = ids.filter((id) => !held.has(id) && parts.get(id) === parts.get(guilty))
    for (const verdict of judgeDeath(
      `w${crashes}`,
      members.map((id) => memory.get(id) ?? member(id)),
      suspect_rules
    )) {
      memory.set(verdict.session_id, { ...verdict, since_s: 5 })
      parts = new Map(parts).set(verdict.session_id, verdict.part)
      if (verdict.hold_s !== null) held.add(verdict.session_id)
    }
    most_parts = Math.max(most_parts, new Set(parts.values()).size)
  }
  return { held, crashes, most_parts }
}

test('a culprit among a hundred is found within a dozen crashes, two within two dozen, and nobody else is held back', () => {
  for (const guilty of ['s000', 's042', 's099']) {
    const one = hunt(100, new Set([guilty]))
    assert.deepEqual([...one.held], [guilty])
    assert.ok(one.crashes <= 12, `${one.crashes} crashes`)
  }
  const two = hunt(100, new Set(['s003', 's050']))
  assert.deepEqual([...two.held].sort(), ['s003', 's050'])
  assert.ok(two.crashes <= 24, `${two.crashes} crashes`)
})

test('sessions are watched for longer the more workers crashed, half an hour at most', () => {
  const seconds = [1, 3, 4, 6, 20].map((deaths) => quietFor(deaths, suspect_rules))
  assert.deepEqual(seconds, [120, 120, 240, 960, 1_800])
})

const causes: [Parameters<typeof isSuspicious>[0], number, number, boolean][] = [
  ['crashed', 0, 0, true],
  ['memory', 3, 0, true],
  ['silent', 3, 1, true],
  // Somebody ended it, or nobody knows.
  ['ended', 3, 0, false],
  ['unknown', 3, 0, false],
  // The machine, or the database, is what is wrong.
  ['crashed', 3, 2, false],
  ['silent', 4, 3, false],
  // Both halves of one worker, and another.
  ['crashed', 2, 1, true],
  ['crashed', 1, 1, true]
]

test('a session is suspected when its worker crashed by itself, and not while most workers are in trouble', () => {
  for (const [cause, others, others_in_trouble, suspicious] of causes)
    assert.equal(
      isSuspicious(cause, { others, others_in_trouble }),
      suspicious,
      `${cause}, ${others_in_trouble} of ${others}`
    )
})

test('nobody is held back while no other worker is well: workers may be what is broken', () => {
  const alone = [member('a', 6, { alone: 5 })]
  const [verdict] = judgeDeath('w', alone, suspect_rules, false)
  assert.deepEqual([verdict?.hold_s, verdict?.holds, verdict?.deaths], [null, 0, 7])
  assert.equal(verdict?.part, null, 'whose pauses it would not share')
  const around = [
    [0, 0],
    [1, 1],
    [1, 0],
    [4, 2]
  ] as const
  assert.deepEqual(
    around.map(([others, others_in_trouble]) => mayHold({ others, others_in_trouble })),
    [false, false, true, true]
  )
})
