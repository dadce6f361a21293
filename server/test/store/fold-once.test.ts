import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generic_plans } from '../../src/store/planner-settings.ts'
import { harness } from '../../testkit/app.ts'
import { seedConnected } from '../../testkit/seed-session.ts'

test('what a person says is folded once for the words of opt-outs, also with the plans that workers have', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant({})
  const session_id = await seedConnected(app, tenant)
  await app.owner.query('create sequence folds')
  await app.owner.query(
    `create or replace function fold_word(text) returns text language plpgsql immutable strict parallel safe
       set search_path = pg_catalog, public, pg_temp
     as $$ begin perform nextval('public.folds'); return lower($1); end $$`
  )
  const folds = await app.owner.transaction(async (tx) => {
    for (const [name, value] of Object.entries(generic_plans))
      await tx.query('select set_config($1, $2, true)', [name, value])
    await tx.query(
      `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, sender_id, type, content)
       select new_id('msg'), $1, $2, 'inbound', 'received', 'W' || nth, '201001234567@s.whatsapp.net', '201001234567@s.whatsapp.net',
         'text', jsonb_build_object('text', jsonb_build_object('body', 'Hello ' || nth)) from generate_series(1, 20) nth`,
      [tenant.tenant_id, session_id]
    )
    return tx.query<{ folded: number }>('select last_value::int as folded from folds')
  })
  assert.deepEqual(folds, [{ folded: 20 }])
})
