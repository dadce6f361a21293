import assert from 'node:assert/strict'
import { newId } from '../src/domain/ids.ts'
import { scopes } from '../src/domain/tenant.ts'
import type { Harness, SeededTenant } from './app.ts'

const all = scopes.filter((scope) => scope !== 'admin')

/** A caller with a key that is bound to these sessions. */
export const boundTo = async (
  app: Harness,
  tenant: SeededTenant,
  session_ids: string[],
  more: object = {}
) => {
  const body = { name: 'bound', scopes: all, session_ids, ...more }
  const made = await app.as(tenant).post('/api/v1/api-keys', body)
  assert.equal(made.statusCode, 201, made.body)
  assert.deepEqual(made.json().session_ids, session_ids)
  const { id, key } = made.json() as { id: string; key: string }
  return { id, key, caller: app.bearing(key) }
}

/** A received message. */
export const insertMessage = async (app: Harness, tenant_id: string, session_id: string) => {
  const id = newId('message')
  await app.owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
     values ($1::text, $2, $3, 'inbound', 'received', $1::text, '201001234567@s.whatsapp.net', 'text', '{"text":{"body":"needle"}}')`,
    [id, tenant_id, session_id]
  )
  return id
}
