import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countUnknown, noFacts } from '../../../src/worker/commit/fact-counts.ts'

test('each kind of unknown stanza is named once and counted every time', () => {
  const counts = noFacts()
  assert.equal(countUnknown(counts, 'call'), 'call')
  assert.equal(countUnknown(counts, 'call'), null)
  assert.equal(countUnknown(counts, ''), '')
  assert.deepEqual({ ...counts.unknown_stanzas }, { call: 2, '': 1 })
})

test('names of what every object has are names like others', () => {
  const counts = noFacts()
  for (const tag of ['constructor', 'toString', '__proto__']) {
    assert.equal(countUnknown(counts, tag), tag)
    assert.equal(countUnknown(counts, tag), null)
    assert.equal(counts.unknown_stanzas[tag], 2)
  }
})

test('beyond fifty kinds the rest are counted together, and the known ones still by name', () => {
  const counts = noFacts()
  for (let kind = 1; kind <= 50; kind++)
    assert.equal(countUnknown(counts, `kind ${kind}`), `kind ${kind}`)
  assert.equal(countUnknown(counts, 'kind 51'), 'others')
  assert.equal(countUnknown(counts, 'kind 52'), null)
  assert.equal(countUnknown(counts, 'kind 1'), null)
  assert.equal(Object.keys(counts.unknown_stanzas).length, 51)
  assert.equal(counts.unknown_stanzas.others, 2)
  assert.equal(counts.unknown_stanzas['kind 1'], 2)
})

test('long names are cut, and are the same from there on', () => {
  const counts = noFacts()
  const name = 'x'.repeat(40)
  assert.equal(countUnknown(counts, `${name}1`), name)
  assert.equal(countUnknown(counts, `${name}2`), null)
  assert.deepEqual({ ...counts.unknown_stanzas }, { [name]: 2 })
})
