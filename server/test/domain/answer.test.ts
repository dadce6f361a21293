import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Answer,
  type AnswerRow,
  eventAnswers,
  optionHash,
  optionsOf,
  pollResult
} from '../../src/domain/answer.ts'

const at = new Date('2026-11-28T12:00:00Z')
const row = (answerer_id: string, answer: Answer): AnswerRow => ({
  message_id: 'msg_1',
  answerer_id,
  answer,
  answered_at: at
})
const vote = (...options: string[]): Answer => ({ options: options.map(optionHash) })
const poll = (...options: string[]) => ({ poll: { options } })

test('an option is named by the hash of its very text', () => {
  assert.equal(optionHash('Ja'), 'cde9e58a9a4e1f369839d800aebbe5e4c19e2efa9f5791ecda15e9e87eb652e3')
  assert.match(optionHash(''), /^e3b0c44298fc1c14/, 'of nothing, as everybody knows it')
  assert.notEqual(optionHash('Ja'), optionHash('ja'))
  assert.notEqual(optionHash('é'), optionHash('e\u0301'), 'composed and decomposed are two options')
})

test('a vote shows the options of its poll in the order of the poll, and no others', () => {
  const rows: [string, Record<string, unknown>, Answer, string[]][] = [
    ['none', poll('a', 'b'), vote(), []],
    ['one', poll('a', 'b'), vote('b'), ['b']],
    ['all, the other way round', poll('a', 'b'), vote('b', 'a'), ['a', 'b']],
    ['one twice', poll('a', 'b'), vote('a', 'a'), ['a']],
    ['one that the poll does not offer', poll('a', 'b'), vote('c', 'a'), ['a']],
    ['a name that every object has', poll('__proto__', 'a'), vote('__proto__'), ['__proto__']],
    ['a poll without options', { poll: {} }, vote('a'), []],
    ['no poll at all', {}, vote('a'), []],
    ['an answer to an event', poll('a'), { response: 'going', extra_guests: 0 }, []]
  ]
  for (const [title, content, answer, expected] of rows)
    assert.deepEqual(optionsOf(content, answer), expected, title)
})

test('a poll counts people once, and only those who have chosen something', () => {
  const result = pollResult(poll('a', 'b', 'c'), [
    row('1', vote('a', 'b')),
    row('2', vote('b')),
    row('3', vote()),
    row('4', vote('not offered'))
  ])
  assert.deepEqual(result, {
    voters: 2,
    options: [
      { name: 'a', votes: 1, voters: ['1'] },
      { name: 'b', votes: 2, voters: ['1', '2'] },
      { name: 'c', votes: 0, voters: [] }
    ]
  })
  assert.deepEqual(pollResult(poll(), []), { voters: 0, options: [] })
})

test('answers to an event are listed as they came, without the votes of a poll', () => {
  assert.deepEqual(
    eventAnswers([
      row('1', { response: 'going', extra_guests: 2 }),
      row('2', vote('a')),
      row('3', { response: 'not_going', extra_guests: 0 })
    ]),
    [
      { from: '1', response: 'going', extra_guests: 2, responded_at: at },
      { from: '3', response: 'not_going', extra_guests: 0, responded_at: at }
    ]
  )
})
