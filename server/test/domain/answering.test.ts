import assert from 'node:assert/strict'
import { test } from 'node:test'
import { optionsOf, voteOf, whyNoGuests, whyNoVote } from '../../src/domain/answer.ts'

const poll = (answers_max: number) => ({
  poll: { question: 'When?', options: ['Morning', 'Evening', ''], answers_max }
})

test('a vote names options of its poll, each once and no more than it allows; none takes votes back', () => {
  const cases: [number, string[], RegExp | null][] = [
    [1, [], null],
    [1, ['Morning'], null],
    [1, ['Morning', 'Evening'], /allows 1/],
    [2, ['Morning', 'Evening'], null],
    [0, ['Morning', 'Evening', ''], null],
    [0, ['Noon'], /no such option/],
    [0, ['morning'], /no such option/],
    [0, ['Morning', 'Morning'], /differ/]
  ]
  for (const [answers_max, options, problem] of cases) {
    const found = whyNoVote(poll(answers_max), options)
    if (problem) assert.match(found ?? '', problem, options.join())
    else assert.equal(found, null, options.join())
  }
  assert.match(whyNoVote({}, ['Morning']) ?? '', /no such option/)
  assert.deepEqual(optionsOf(poll(0), voteOf(['Evening', 'Morning'])), ['Morning', 'Evening'])
})

test('guests come along where the event allows them', () => {
  assert.equal(whyNoGuests({ event: {} }, 0), null)
  assert.match(whyNoGuests({ event: {} }, 1) ?? '', /no extra guests/)
  assert.equal(whyNoGuests({ event: { extra_guests_allowed: true } }, 1), null)
})
