import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { WorkerHealth } from '../../src/control/contract.ts'
import { refusalsOf, statusesOf } from '../../src/http/answers.ts'
import { event_types } from '../../src/schemas/events.ts'
import { harness } from '../../testkit/app.ts'
import { all_routes, nameOf } from '../../testkit/calls.ts'
import { recordingWorkers } from '../../testkit/resources.ts'

import { elsewhere } from './answered-elsewhere.ts'
import { provokeKind, provokeSpecial, provokeTrouble, type Seen } from './provoked-answers.ts'
import { provokeSilence } from './provoked-silence.ts'

type Documented = { headers?: Record<string, unknown>; content?: Record<string, unknown> }
type Document = { paths: Record<string, Record<string, { responses: Record<string, Documented> }>> }

/** Headers that come with some answers of a status and not with others. */
const now_and_then = [
  'Idempotent-Replayed',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'RateLimit-Policy'
]

test('every answer that the document promises is given, with its headers, and no other', async (t) => {
  const { workers } = recordingWorkers({
    calls: {
      request_pairing_code: async () => ({
        code: 'ABCDEFGH',
        expires_at: '2030-01-01T00:00:00.000Z'
      })
    },
    health: async () => worker_health,
    logs: async () => ['{"level":30,"time":"2026-01-02T03:04:05.678Z","msg":"x"}']
  })
  const app = await harness(t, { routes: all_routes, deps: () => ({ workers }) })
  const seen: Seen = new Map()
  await provokeKind(app, seen)
  await provokeTrouble(app, seen)
  await provokeSpecial(app, seen)
  await provokeSilence(app, seen)
  const promised = all_routes.flatMap((route) =>
    statusesOf(route).map((status) => `${nameOf(route)} ${status}`)
  )
  const given = new Set(seen.keys())
  assert.deepEqual(
    promised.filter((one) => !given.has(one) && !Object.hasOwn(elsewhere, one)),
    [],
    'promised, and never given'
  )
  assert.deepEqual(
    [...given].filter((one) => !promised.includes(one)),
    [],
    'given, and not promised'
  )
  assert.deepEqual(
    Object.keys(elsewhere).filter((one) => !promised.includes(one)),
    []
  )

  const document = (await app.anonymous.get('/openapi.json')).json() as Document
  for (const route of all_routes.filter((one) => !one.hidden)) {
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    const responses = document.paths[path]?.[route.method.toLowerCase()]?.responses ?? {}
    assert.deepEqual(Object.keys(responses).map(Number), statusesOf(route), nameOf(route))
    const codes = refusalsOf(route)
    for (const [status, { headers = {}, content = {} }] of Object.entries(responses)) {
      for (const answer of seen.get(`${nameOf(route)} ${status}`) ?? []) {
        const what = `${nameOf(route)} ${status}: ${answer.body.slice(0, 200)}`
        for (const name of Object.keys(headers)) {
          const sometimes = now_and_then.includes(name)
          if (!sometimes)
            assert.ok(answer.headers[name.toLowerCase()] !== undefined, `${name} ${what}`)
        }
        const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? ''
        if (answer.body !== '') assert.ok(Object.hasOwn(content, type), `${type} ${what}`)
        if (type !== 'application/problem+json') continue
        assert.ok(codes.get(Number(status))?.includes(answer.json().code), what)
        if (answer.json().code !== 'rate_limited') continue
        for (const name of [
          'ratelimit-limit',
          'ratelimit-remaining',
          'ratelimit-reset',
          'retry-after'
        ]) {
          assert.ok(answer.headers[name] !== undefined, `${name} ${what}`)
        }
      }
    }
  }
})

const worker_health = {
  status: 'ok',
  uptime_s: 1,
  memory_rss_bytes: 1,
  cpu_s: 1,
  queue_depth: 0,
  sessions: []
} as unknown as WorkerHealth

/** Named after the status that a receipt gives a message. */
const by_status = new Set(['message.delivered', 'message.read'])

test('every type of event that is promised is told somewhere', () => {
  const sources = globSync('server/src/**/*.ts').filter(
    (file) => !file.includes('src/schemas/events/')
  )
  const code = sources.map((file) => readFileSync(file, 'utf8')).join('\n')
  const migrations = globSync('server/migrations/*.sql').map((file) => readFileSync(file, 'utf8'))
  const text = code + migrations.join('\n')
  assert.deepEqual(
    Object.keys(event_types).filter((type) => !text.includes(`'${type}'`) && !by_status.has(type)),
    []
  )
})
