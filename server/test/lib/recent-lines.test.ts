import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from '../../src/lib/log.ts'
import { createRecentLines } from '../../src/lib/recent-lines.ts'

test('the last lines are kept whole, the oldest go first, and one that is longer than all may be is left out', () => {
  const recent = createRecentLines(30)
  recent.push('x'.repeat(31))
  assert.deepEqual(recent.all(), [])
  for (let nth = 0; nth < 5_000; nth++) {
    recent.push(String(nth).padStart(10, '0'))
    assert.ok(recent.all().join('').length <= 30)
  }
  assert.deepEqual(recent.all(), ['0000004997', '0000004998', '0000004999'])
})

test('what is kept of a log is what was written, without secrets', () => {
  const recent = createRecentLines(1_000)
  const sink = { write: () => undefined, settle: async () => undefined, flushSync: () => undefined }
  const log = createLog({ level: 'info', role: 'test', sink, recent })
  log.debug('too small')
  log.info({ token: 'hush', session_id: 'ses_1' }, 'a sentence')
  const [line, ...more] = recent.all().map((text) => JSON.parse(text))
  assert.deepEqual(more, [])
  assert.deepEqual([line.msg, line.session_id, line.token], ['a sentence', 'ses_1', '[Redacted]'])
})
