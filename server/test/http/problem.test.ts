import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '../../src/domain/errors.ts'
import { errors_max, problem, shortened } from '../../src/http/problem.ts'

test('a problem says what is wrong in its own words, else in those of its code', () => {
  const rows: [string, AppError, Partial<ReturnType<typeof problem>>][] = [
    ['in general', new AppError('not_found'), { status: 404, code: 'not_found', retryable: false }],
    [
      'in particular',
      new AppError('bad_json', {}, { detail: 'Line 1, column 1.' }),
      { status: 400, detail: 'Line 1, column 1.' }
    ],
    ['busy', new AppError('busy'), { status: 503, retryable: true }],
    ['with a link to its explanation', new AppError('busy'), { type: '/api-docs#problem-busy' }]
  ]
  for (const [title, error, expected] of rows) {
    const told = problem(error, 'req_1')
    assert.equal(told.request_id, 'req_1', title)
    assert.ok(told.title && told.detail, title)
    for (const [name, value] of Object.entries(expected))
      assert.deepEqual(told[name as keyof typeof told], value, `${title}: ${name}`)
  }
})

test('of a fault of ours nothing is told, whatever it says of itself', () => {
  const told = problem(new AppError('internal', { path: '/etc' }, { detail: 'secret' }), 'req_1')
  assert.equal(told.status, 500)
  assert.ok(!JSON.stringify(told).includes('secret') && !JSON.stringify(told).includes('/etc'))
})

test('of many mistakes the first are told, and how many there are', () => {
  const fields = Array.from({ length: 100 }, (_, at) => ({
    path: `list.${at}`,
    message: 'Is odd.'
  }))
  const told = problem(new AppError('validation_failed', {}, { fields }), 'req_1')
  assert.equal(told.errors.length, errors_max)
  assert.equal(told.errors_total, 100)
  assert.deepEqual(told.errors[0], fields[0])
  assert.deepEqual(problem(new AppError('not_found'), 'req_1').errors, [])
})

test('what the caller sent is not repeated at length, and no character of it is torn apart', () => {
  const same = { path: 'to', message: 'Is required.' }
  assert.deepEqual(shortened(same), same)
  for (const sign of ['x', 'ä', '😀']) {
    const { path, message } = shortened({ path: sign.repeat(5_000), message: sign.repeat(5_000) })
    assert.ok(path.length <= 210 && message.length <= 1_010, sign)
    assert.ok(path.isWellFormed() && message.isWellFormed(), sign)
  }
})
