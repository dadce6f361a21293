import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { errors } from '../../src/domain/errors.ts'

const folder = 'server/src/domain/errors'

test('each code of an error stands in one table, and each table is among those answered with', () => {
  const codes = readdirSync(folder).flatMap((file) =>
    [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/^ {2}(\w+): \{$/gm)].map(
      ([, code]) => code
    )
  )
  assert.deepEqual(codes.toSorted(), Object.keys(errors).toSorted())
})
