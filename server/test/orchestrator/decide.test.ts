import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InstanceRow } from '../../src/domain/instance.ts'
import { decide } from '../../src/orchestrator/decide.ts'
import { createObservations, no_usage } from '../../src/orchestrator/observations.ts'
import type { Placement } from '../../src/orchestrator/records/load.ts'
import type { Rules } from '../../src/orchestrator/rules.ts'

const rules: Rules = {
  sessions_per_worker: 2,
  starts_at_once_max: 4,
  idle_ms: 1_000,
  misses_max: 3,
  failed_starts_max: 4,
  workers_max: 10,
  warm_workers: 0
}

const instance = (id: string, more: Partial<InstanceRow> = {}): InstanceRow => ({
  id,
  tenant_id: null,
  mode: 'shared',
  driver: 'process',
  host: '127.0.0.1',
  port: 4000,
  status: 'running',
  desired: 'running',
  reference: null,
  sessions_max: 2,
  restarts: 0,
  status_reason: null,
  started_at: new Date(0),
  heartbeat_at: null,
  stopped_at: null,
  created_at: new Date(0),
  ...more
})

const session = (id: string, more: Partial<Placement> = {}): Placement =>
  ({
    session_id: id,
    tenant_id: 'ten_a',
    status: 'starting',
    status_reason: null,
    desired: 'running',
    instance_id: null,
    lease_instance_id: null,
    lease_epoch: null,
    lease_valid: false,
    wanted_at: null,
    mode: 'shared',
    limits: null,
    workers_max: null,
    ...more
  }) as Placement

type Case = {
  name: string
  instances?: InstanceRow[]
  sessions?: Placement[]
  /** Of workers that have answered: the share of a processor that each uses. */
  cpu?: Record<string, number>
  misses?: Record<string, number>
  rules?: Partial<Rules>
  full?: boolean
  decided: Partial<{
    place: Record<string, string[]>
    start: [string, string[]][]
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
  }
]

for (const one of cases)
  test(`decide: ${one.name}`, () => {
    const observations = createObservations()
    if (one.full) observations.driver_full_until_ms = 5_000
    for (const { id } of one.instances ?? [])
      observations.observed.set(id, {
        ...no_usage,
        cpu_share: one.cpu?.[id] ?? 0,
        asked_at_ms: 0,
        sessions: new Map(),
        misses: one.misses?.[id] ?? 0
      })
    const state = { instances: one.instances ?? [], sessions: one.sessions ?? [] }
    const decision = decide(state, observations, { ...rules, ...one.rules }, 100)
    const { place, start, kill, waiting, reasons } = one.decided
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
        [...decision.start, ...decision.kill].map(({ reason }) => reason).join(),
        reasons
      )
  })
