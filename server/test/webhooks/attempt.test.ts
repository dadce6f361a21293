import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attemptOf, switchedOff } from '../../src/webhooks/attempt.ts'
import type { DueDelivery } from '../../src/webhooks/records/load.ts'
import { attempts_max } from '../../src/webhooks/retry-schedule.ts'
import type { Sent } from '../../src/webhooks/send-delivery.ts'

const delivery = (more: Partial<DueDelivery> = {}): DueDelivery =>
  ({
    id: 'dlv_1',
    webhook_id: 'whk_1',
    session_id: 'ses_1',
    seq: 7,
    in_backlog: false,
    attempts: 0,
    consecutive_failures: 0,
    ...more
  }) as DueDelivery

const outcome = (more: Partial<Sent> = {}): Sent => ({
  ok: false,
  gone: false,
  unanswered: false,
  retry_after_s: null,
  response_status: 500,
  response_ms: 12,
  response_body: 'on fire',
  request: { url: 'https://example.com/hook', headers: {} },
  error: 'It answered 500.',
  ...more
})

test('what comes of an attempt: done, tried again, or over', () => {
  type Row = [string, Partial<DueDelivery>, Partial<Sent>, status: string, again: boolean]
  const rows: Row[] = [
    ['taken', {}, { ok: true, response_status: 200, error: null }, 'succeeded', false],
    ['the first failure', {}, {}, 'pending', true],
    ['the last but one', { attempts: attempts_max - 2 }, {}, 'pending', true],
    ['the last', { attempts: attempts_max - 1 }, {}, 'failed', false],
    ['one too many', { attempts: attempts_max }, {}, 'failed', false],
    ['never wanted again', {}, { gone: true, response_status: 410 }, 'failed', false],
    ['no answer', {}, { unanswered: true, response_status: null }, 'pending', true],
    [
      'taken at last',
      { attempts: attempts_max - 1 },
      { ok: true, response_status: 204, error: null },
      'succeeded',
      false
    ]
  ]
  for (const [title, of, came, status, again] of rows) {
    const made = attemptOf(delivery(of), outcome(came), false)
    assert.equal(made.status, status, title)
    assert.equal(made.retry_s !== null, again, title)
    assert.equal(made.counts, true, title)
    assert.equal(made.gone, came.gone ?? false, title)
  }
})

test('the next attempt is never sooner than the receiver has asked for', () => {
  const retry_s = (retry_after_s: number | null): number =>
    attemptOf(delivery(), outcome({ retry_after_s }), false).retry_s ?? -1
  assert.equal(retry_s(600), 600)
  assert.ok(retry_s(0) > 2 && retry_s(null) > 2, 'and not at once')
})

test('an attempt is recorded for its delivery, with what was answered', () => {
  const of = delivery({ in_backlog: true, consecutive_failures: 3 })
  const { retry_s: _, ...made } = attemptOf(of, outcome({ retry_after_s: 5 }), true)
  assert.deepEqual(made, {
    delivery_id: 'dlv_1',
    webhook_id: 'whk_1',
    session_id: 'ses_1',
    seq: 7,
    in_backlog: true,
    batch_id: null,
    status: 'pending',
    counts: true,
    response_status: 500,
    response_ms: 12,
    response_body: 'on fire',
    request: { url: 'https://example.com/hook', headers: {} },
    error: 'It answered 500.',
    drained: true,
    gone: false,
    retry_after_s: 5,
    failed_before: true
  })
  assert.equal(attemptOf(delivery(), outcome(), false).failed_before, false)
})

test('a webhook that is off has failed nothing: the delivery is over and does not count', () => {
  const made = switchedOff(delivery({ attempts: 1 }))
  assert.deepEqual(
    [made.status, made.counts, made.retry_s, made.response_status, made.error],
    ['failed', false, null, null, 'The webhook is disabled.']
  )
  assert.equal(made.delivery_id, 'dlv_1')
})
