import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { byteaArray, jsonbArray } from '../../src/lib/binary-array.ts'
import { openDb } from '../../src/lib/db.ts'
import { testDatabase } from '../../testkit/database.ts'

test('lists written in binary are what PostgreSQL reads, empty ones too', async (t) => {
  const urls = await testDatabase(t)
  const db = openDb({ url: urls.owner, connections_max: 1, application_name: 'test' })
  t.after(() => db.close())
  for (const bytes of [
    [],
    [randomBytes(0)],
    [randomBytes(1), randomBytes(5000), Buffer.alloc(3)]
  ]) {
    const rows = await db.query<{ value: Buffer }>(
      'select value from unnest($1::bytea[]) with ordinality as r (value, nth) order by nth',
      [byteaArray(bytes)]
    )
    assert.deepEqual(
      rows.map((row) => row.value),
      bytes
    )
  }
  const values = [{ a: 'quote " backslash \\ and {brace}', b: [1, null] }, 'ü', 7, null, []]
  const rows = await db.query<{ value: unknown }>(
    'select value from unnest($1::jsonb[]) with ordinality as r (value, nth) order by nth',
    [jsonbArray(values)]
  )
  assert.deepEqual(
    rows.map((row) => row.value),
    values
  )
})
