import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptedType, preferredType } from '../../src/http/accepted-type.ts'

const offered = ['application/json', 'image/png', 'image/svg+xml']

const cases: [accept: string | undefined, type: string | null][] = [
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['image/png', 'image/png'],
  ['IMAGE/PNG', 'image/png'],
  ['image/*', 'image/png'],
  ['image/svg+xml, image/png;q=0.5', 'image/svg+xml'],
  ['image/png;q=0.5, application/json;q=0.1', 'image/png'],
  ['text/html, */*;q=0.1', 'application/json'],
  ['*/*, application/json;q=0', 'image/png'],
  ['text/html', null],
  ['application/json;q=0', null],
  ['nonsense', null],
  [',,;;', null]
]

for (const [accept, type] of cases) {
  test(`Accept: ${accept} gets ${type ?? 'the error not_acceptable'}`, () => {
    assert.equal(preferredType(accept, offered), type)
    if (type) assert.equal(acceptedType(accept, offered), type)
    else assert.throws(() => acceptedType(accept, offered), { code: 'not_acceptable' })
  })
}
