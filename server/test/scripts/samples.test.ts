import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { promisedCounts, samples, touchedBy } from '../../../scripts/samples/samples.ts'

test('docs/architecture.md says how many files each thing takes that is added, and names no other', () => {
  const promised = promisedCounts(readFileSync('docs/architecture.md', 'utf8'))
  const counted = samples.map((one): [string, number] => [one.name, touchedBy(one).length])
  assert.deepEqual([...promised].sort(), counted.sort())
})

for (const { name, files, edits, written } of samples) {
  test(`${name} can be added to the tree as it is`, () => {
    for (const path of Object.keys(files)) assert.ok(!existsSync(path), `${path} is there already`)
    for (const path of written) assert.ok(existsSync(path), path)
    // An edit throws where it finds nothing to replace.
    for (const [path, edit] of Object.entries(edits)) {
      const text = readFileSync(path, 'utf8')
      assert.notEqual(edit(text), text, path)
    }
  })
}
