import assert from 'node:assert/strict'
import { test } from 'node:test'
import { event_types } from '../../src/schemas/events.ts'
import { misfitOf, noteTestData } from '../../testkit/event-fit.ts'

const { example } = event_types['webhook.disabled']
const cases: [string, string, unknown, RegExp | null][] = [
  ['as documented', 'webhook.disabled', example, null],
  ['without a member', 'webhook.disabled', { ...example, reason: undefined }, /reason/],
  ['with a member more', 'webhook.disabled', { ...example, secret: 'x' }, /told was .*secret/],
  [
    'with a wrong moment',
    'instance.started',
    { ...event_types['instance.started'].example, started_at: 'soon' },
    /started_at/
  ],
  ['of a type that nobody promised', 'webhook.lost', example, /no type of event/]
]

for (const [what, type, data, wrong] of cases) {
  test(`an event ${what} is ${wrong ? 'found' : 'let pass'} by the check of all events`, () => {
    const misfit = misfitOf(type, data)
    if (wrong) assert.match(misfit ?? '', wrong)
    else assert.equal(misfit, null)
  })
}

test('data that a test has made up are not held to the documents', () => {
  noteTestData({ made: 'up' })
  assert.equal(misfitOf('webhook.disabled', { made: 'up' }), null)
})
