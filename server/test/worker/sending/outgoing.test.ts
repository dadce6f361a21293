import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SendElsewhere, SendInterrupted, SendRefused } from '../../../src/whatsapp/send-errors.ts'
import {
  type AfterRejection,
  afterOutgoingStep,
  afterRejection,
  isSaidByEngine,
  type OutgoingState,
  type OutgoingStep,
  whyNotSent
} from '../../../src/worker/sending/outgoing.ts'

const states: OutgoingState[] = ['unmarked', 'marking', 'marked', 'sending', 'canceled']
const steps: OutgoingStep[] = ['mark', 'mark_kept', 'row_gone', 'send', 'not_sent']

test('a message is sent only with its mark on disk, and never once its row was gone', () => {
  const moves = states.flatMap((state) =>
    steps.flatMap((step) => {
      const next = afterOutgoingStep(state, step)
      return next === state ? [] : [`${state} + ${step} → ${next}`]
    })
  )
  assert.deepEqual(moves, [
    'unmarked + mark → marking',
    'marking + mark_kept → marked',
    'marking + row_gone → canceled',
    'marked + send → sending',
    'sending + not_sent → marked'
  ])
})

const now = new Date(10_000)
const waiting: [expires_ms: number | null, lost_connections: number, why: string | null][] = [
  [null, 0, null],
  [null, 4, null],
  [null, 5, 'connection_lost'],
  [10_001, 0, null],
  [10_000, 0, 'expired'],
  [9_999, 5, 'expired']
]

for (const [expires_ms, lost_connections, why] of waiting) {
  test(`a message that expires ${expires_ms ? `${expires_ms - 10_000} ms from now` : 'never'} and has lost ${lost_connections} connections ${why ? `fails: ${why}` : 'is sent'}`, () => {
    const expires_at = expires_ms === null ? null : new Date(expires_ms)
    assert.equal(whyNotSent({ expires_at, lost_connections }, now), why)
  })
}

const rejections: [title: string, error: Error, attempts: number, after: AfterRejection][] = [
  [
    'a message to an account with another address goes into the chat of that address',
    new SendElsewhere('1@lid'),
    5,
    { do: 'move', jid: '1@lid' }
  ],
  [
    'a message that WhatsApp refused is not sent again',
    new SendRefused('not_on_whatsapp', '404'),
    0,
    { do: 'fail', code: 'not_on_whatsapp', whatsapp_code: '404' }
  ],
  [
    'a message that was not acknowledged is sent again',
    new SendInterrupted('lost'),
    0,
    { do: 'retry', attempts: 1 }
  ],
  ['so is one that met a fault of ours', new TypeError('of ours'), 4, { do: 'retry', attempts: 5 }],
  [
    'the sixth attempt in vain is the last, and says what WhatsApp said',
    new SendInterrupted('busy', { code: '503' }),
    5,
    { do: 'fail', code: 'send_failed', whatsapp_code: '503' }
  ],
  [
    'the sixth fault of ours is the last too',
    new TypeError('of ours'),
    5,
    { do: 'fail', code: 'send_failed', whatsapp_code: undefined }
  ]
]

for (const [title, error, attempts, after] of rejections)
  test(title, () => assert.deepEqual(afterRejection(error, attempts), after))

for (const code of ['463', '475']) {
  test(`a refusal with ${code} is judged before anything else is sent`, () => {
    const refusal = new SendRefused('recipient_restricted', code)
    assert.deepEqual(afterRejection(refusal, 0), { do: 'judge', refusal })
  })
}

test('only an error that no engine may reject with is a fault of ours', () => {
  const said = [
    new SendElsewhere('1@lid'),
    new SendRefused('send_failed'),
    new SendInterrupted('lost')
  ]
  assert.deepEqual([...said, new Error('other')].map(isSaidByEngine), [true, true, true, false])
})
