import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  afterEndStep,
  createConnectionEnd,
  type EndState,
  type EndStep
} from '../../src/whatsapp/baileys/connection-end.ts'
import type { ConnectionClosed } from '../../src/whatsapp/contract.ts'

const fault = { reason: 'silent', detail: 'nothing came' } as const
const later = { reason: 'refused', detail: 'too slow' } as const
const why = { reason: 'lost', detail: 'the socket closed' } as const

const open: EndState = { name: 'open' }
const failing: EndState = { name: 'failing', fault }
const over: EndState = { name: 'over', why: fault }

const moves: [before: EndState, step: EndStep, after: EndState][] = [
  [open, { type: 'fault', why: fault }, failing],
  [open, { type: 'socket_closed', why }, { name: 'over', why }],
  [open, { type: 'closed_here', why }, { name: 'over', why }],
  [failing, { type: 'fault', why: later }, failing],
  [failing, { type: 'socket_closed', why }, over],
  [failing, { type: 'closed_here', why }, { name: 'over', why }],
  [over, { type: 'fault', why: later }, over],
  [over, { type: 'socket_closed', why }, over],
  [over, { type: 'closed_here', why }, over]
]

test('the first fault of a connection is the reason for its end, and nothing changes an end', () => {
  for (const [before, step, after] of moves)
    assert.deepEqual(afterEndStep(before, step), after, `${before.name}, ${step.type}`)
})

test('the end of a connection is reported once, after everything that waited for it was stopped', () => {
  const reported: ConnectionClosed[] = []
  const end = createConnectionEnd((closed) => {
    assert.ok(end.over.aborted)
    reported.push(closed)
  })
  end.fault('silent', 'nothing came')
  assert.equal(end.reason, undefined)
  assert.equal(end.over.aborted, false)
  end.socketClosed(why)
  end.closedHere({ reason: 'closed_by_us', detail: '' })
  assert.deepEqual(reported, [{ type: 'closed', ...fault }])
  assert.equal(end.reason, 'silent')
})
