import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mail_kinds } from '../../src/domain/mail.ts'
import { harness } from '../../testkit/app.ts'

test('the database keeps mails of every kind that is written, and of no other', async (t) => {
  const app = await harness(t)
  const [check] = await app.owner.query<{ says: string }>(
    "select pg_get_constraintdef(oid) as says from pg_constraint where conname = 'mails_kind_check'"
  )
  const kinds = [...(check?.says.matchAll(/'(\w+)'/g) ?? [])].map(([, kind]) => kind)
  assert.deepEqual(kinds.sort(), [...mail_kinds].sort())
})
