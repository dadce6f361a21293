import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InstanceRow } from '../../src/domain/instance.ts'
import { as_settings_say } from '../../src/domain/scale.ts'
import { decide } from '../../src/orchestrator/decide.ts'
import { suspect_rules } from '../../src/orchestrator/judge-death.ts'
import { createObservations, no_usage } from '../../src/orchestrator/observations.ts'
import type { Placement } from '../../src/orchestrator/records/load.ts'
import type { Rules } from '../../src/orchestrator/rules.ts'
import { draining, instance, moving, on, session } from '../../testkit/orchestration-rows.ts'

const rules: Rules = {
  sessions_per_worker: 2,
  starts_at_once_max: 4,
  idle_ms: 1_000,
  misses_max: 3,
  failed_starts_max: 4,
  workers_max: 10,
  warm_workers: 0,
  moves_at_once_max: 2,
  calm_ms: 1_000,
  shared_memory_bytes: 1_000,
  suspects: suspect_rules,
  clock_off_s_max: 10,
  disk_free_mb_min: 100
}

type Case = {
  name: string
  instances?: InstanceRow[]
  sessions?: Placement[]
  /** Of workers that have answered: the share of a processor that each uses. */
  cpu?: Record<string, number>
  misses?: Record<string, number>
  /** Sessions that a worker has, as it said. */
  held?: Record<string, string[]>
  rules?: Partial<Rules>
  full?: boolean
  /** Hosts. */
  disk_full?: string[]
  decided: Partial<{
    place: Record<string, string[]>
    start: [string, string[]][]
    move: Record<string, string[]>
    drain: string[]
    kill: string[]
    waiting: string[]
    reasons: RegExp
  }>
}

const cases: Case[] = [
  {
    name: 'a session without a worker makes one start',
    sessions: [session('s')],
    decided: { start: [['shared', ['s']]], reasons: /no worker of its kind has room/ }
  },
  {
    name: 'a session goes to the worker with the fewest sessions',
    instances: [instance('a'), instance('b')],
    sessions: [session('has', { instance_id: 'a' }), session('s')],
    decided: { place: { b: ['s'] }, start: [] }
  },
  {
    name: 'sessions that run apart get workers of their own, and nobody joins them',
    instances: [instance('a'), instance('of p', { part: 'p' })],
    sessions: [
      session('x', { part: 'q' }),
      session('y', { part: 'q' }),
      session('z', { part: 'p' })
    ],
    decided: {
      start: [['shared q', ['x', 'y']]],
      place: { 'of p': ['z'] },
      reasons: /crashed again and again/
    }
  },
  {
    name: 'one more worker may run for those that run apart, whatever the bounds',
    instances: [instance('a'), instance('of p', { part: 'p' })],
    sessions: [session('x', { part: 'q' })],
    rules: { workers_max: 2 },
    decided: { start: [['shared q', ['x']]] }
  },
  {
    name: 'a worker for those that run apart is no room for others',
    instances: [instance('of p', { part: 'p' })],
    sessions: [on('of p', 'z', { part: 'p' }), session('s')],
    decided: { start: [['shared', ['s']]], place: {} }
  },
  {
    name: 'a host whose disk is full gets nothing new while there is another host',
    instances: [instance('full', { host: 'x' }), instance('a', { host: 'y' })],
    sessions: [session('has', { instance_id: 'a' }), session('s')],
    disk_full: ['x'],
    decided: { place: { a: ['s'] }, start: [] }
  },
  {
    name: 'a worker is started elsewhere rather than that it gets something',
    instances: [instance('full', { host: 'x' }), instance('a', { host: 'y' })],
    sessions: [on('a', '1'), on('a', '2'), session('s')],
    disk_full: ['x'],
    decided: { place: {}, start: [['shared', ['s']]] }
  },
  {
    name: 'what it has stays there, and where there is no other host it gets more',
    instances: [instance('full', { host: 'x' })],
    sessions: [on('full', 'has'), session('s')],
    held: { full: ['has'] },
    disk_full: ['x'],
    decided: { place: { full: ['s'] }, start: [], move: {} }
  },
  {
    name: 'a busy worker gets no further session while another has room',
    instances: [instance('a'), instance('b')],
    sessions: [session('has', { instance_id: 'a' }), session('s')],
    cpu: { a: 0.2, b: 0.97 },
    decided: { place: { a: ['s'] }, start: [] }
  },
  {
    name: 'a busy worker is better than none',
    instances: [instance('a')],
    sessions: [session('s')],
    cpu: { a: 0.97 },
    decided: { place: { a: ['s'] }, start: [] }
  },
  {
    name: 'a session with a worker of its own gets one, with its pool',
    instances: [instance('a')],
    sessions: [session('s', { mode: 'dedicated' })],
    decided: { start: [['dedicated s', ['s']]] }
  },
  {
    name: 'a driver that is full makes sessions wait',
    sessions: [session('s')],
    full: true,
    decided: { start: [], waiting: ['no_capacity'] }
  },
  {
    name: 'at the limit of workers sessions wait',
    instances: [instance('a', { sessions_max: 1 })],
    sessions: [session('has', { instance_id: 'a' }), session('s')],
    rules: { workers_max: 1, sessions_per_worker: 2 },
    decided: { start: [], waiting: ['no_capacity'] }
  },
  {
    name: 'a worker that has not answered too often is ended, and says why',
    instances: [instance('a')],
    misses: { a: 3 },
    decided: { kill: ['a'], reasons: /has not answered 3 times in a row/ }
  },
  {
    name: 'a worker is kept warm before anybody needs it',
    rules: { warm_workers: 1 },
    decided: { start: [['shared', []]], reasons: /kept warm/ }
  },
  {
    name: 'what is to end keeps its sessions until another worker is up, which is started',
    instances: [draining('a')],
    sessions: [on('a', 's')],
    held: { a: ['s'] },
    decided: { move: {}, place: {}, start: [['shared', []]], drain: [] }
  },
  {
    name: 'a worker that is starting is waited for, and no second one is started',
    instances: [draining('a'), instance('b', { status: 'starting' })],
    sessions: [on('a', 's')],
    held: { a: ['s'] },
    decided: { move: {}, place: {}, start: [], drain: [] }
  },
  {
    name: 'sessions of what is to end move to a worker that is up, so many at a time',
    instances: [draining('a', { sessions_max: 9 }), instance('b', { sessions_max: 9 })],
    sessions: [on('a', 's'), on('a', 't'), on('a', 'u')],
    held: { a: ['s', 't', 'u'] },
    rules: { sessions_per_worker: 9 },
    decided: { move: { b: ['s', 't'] }, start: [], drain: [] }
  },
  {
    name: 'those that are on their way are waited for',
    instances: [draining('a', { sessions_max: 9 }), instance('b', { sessions_max: 9 })],
    sessions: [on('a', 's'), on('a', 't'), moving('b', 'u'), moving('b', 'v')],
    held: { a: ['s', 't'] },
    rules: { sessions_per_worker: 9 },
    decided: { move: {}, start: [], drain: [] }
  },
  {
    name: 'those that take too long are not',
    instances: [draining('a', { sessions_max: 9 }), instance('b', { sessions_max: 9 })],
    sessions: [on('a', 's'), moving('b', 'u', 60), moving('b', 'v', 60)],
    held: { a: ['s'] },
    rules: { sessions_per_worker: 9 },
    decided: { move: { b: ['s'] } }
  },
  {
    name: 'one that is not connected moves as well',
    instances: [draining('a'), instance('b')],
    sessions: [session('s', { instance_id: 'a', lease_instance_id: 'a', status: 'qr' })],
    held: { a: ['s'] },
    decided: { move: { b: ['s'] } }
  },
  {
    name: 'what its worker has lost is placed at once',
    instances: [draining('a'), instance('b')],
    sessions: [on('a', 's')],
    decided: { move: {}, place: { b: ['s'] } }
  },
  {
    name: 'one that moves to a place of the same kind is not kept by the share of its tenant',
    instances: [draining('a', { sessions_max: 9 }), instance('b', { sessions_max: 9 })],
    sessions: [on('a', 's'), on('a', 't')],
    held: { a: ['s', 't'] },
    rules: { sessions_per_worker: 2, workers_max: 1 },
    decided: { move: { b: ['s', 't'] } }
  },
  {
    name: 'a full installation may have one worker more for one that is to end',
    instances: [draining('a', { sessions_max: 1 })],
    sessions: [on('a', 's')],
    held: { a: ['s'] },
    rules: { workers_max: 1 },
    decided: { start: [['shared', []]] }
  },
  {
    name: 'and no second one',
    instances: [draining('a'), draining('b')],
    sessions: [on('a', 's')],
    held: { a: ['s'] },
    rules: { workers_max: 1 },
    decided: { start: [] }
  },
  {
    name: 'a worker of its own is replaced though its tenant may have only one',
    instances: [draining('a', { mode: 'dedicated', tenant_id: 'ten_a' })],
    sessions: [on('a', 's', { mode: 'dedicated', workers_max: 1 })],
    held: { a: ['s'] },
    decided: { start: [['dedicated s', []]] }
  },
  {
    name: 'what is to end is ended when it has no session any more, and says why',
    instances: [draining('a')],
    decided: { drain: ['a'], reasons: /all its sessions have moved/ }
  },
  {
    name: 'what is to end and does not answer is given time to answer again',
    instances: [draining('a')],
    misses: { a: 1 },
    decided: { drain: [], kill: [] }
  }
]

for (const one of cases)
  test(`decide: ${one.name}`, () => {
    const observations = createObservations()
    if (one.full) observations.driver_full_until_ms = 5_000
    for (const host of one.disk_full ?? []) observations.hosts.troubles.set(host, ['disk_full'])
    for (const { id } of one.instances ?? [])
      observations.observed.set(id, {
        ...no_usage,
        cpu_share: one.cpu?.[id] ?? 0,
        asked_at_ms: 0,
        sessions: new Map((one.held?.[id] ?? []).map((session_id) => [session_id, 1])),
        misses: one.misses?.[id] ?? 0
      })
    const state = {
      instances: one.instances ?? [],
      sessions: one.sessions ?? [],
      scale: as_settings_say
    }
    const decision = decide(state, observations, { ...rules, ...one.rules }, 100)
    const { place, start, move, drain, kill, waiting, reasons } = one.decided
    if (move) assert.deepEqual(Object.fromEntries(decision.move), move)
    if (drain)
      assert.deepEqual(
        decision.drain.map((ending) => ending.instance.id),
        drain
      )
    if (place) assert.deepEqual(Object.fromEntries(decision.place), place)
    if (start)
      assert.deepEqual(
        decision.start.map(({ pool, session_ids }) => [pool, session_ids]),
        start
      )
    if (kill)
      assert.deepEqual(
        decision.kill.map((ending) => ending.instance.id),
        kill
      )
    if (waiting)
      assert.deepEqual(
        decision.waiting.map(({ reason }) => reason),
        waiting
      )
    if (reasons)
      assert.match(
        [...decision.start, ...decision.kill, ...decision.drain].map(({ reason }) => reason).join(),
        reasons
      )
  })
