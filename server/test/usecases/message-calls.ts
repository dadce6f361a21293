import { newId } from '../../src/domain/ids.ts'
import type { Harness, SeededTenant } from '../../testkit/app.ts'

export const path = '/api/v1/messages'

export const text = (session_id: string, body = 'hello', to = '+201009876543') => ({
  session_id,
  to,
  type: 'text',
  text: { body }
})

export const used = async (app: Harness): Promise<number> => {
  const [row] = await app.owner.query<{ used: number }>(
    'select coalesce(sum(used), 0)::int as used from usage_stats'
  )
  return row?.used ?? 0
}

export const seedMessage = async (
  app: Harness,
  tenant: SeededTenant,
  session_id: string,
  seed: Record<string, unknown> = {}
): Promise<string> => {
  const queued_at = seed['queued_at'] instanceof Date ? seed['queued_at'] : new Date()
  // As when it is accepted: the id tells the time.
  const id = `msg_${queued_at.getTime().toString(16).padStart(12, '0')}${newId('message').slice(16)}`
  const row = {
    id,
    tenant_id: tenant.tenant_id,
    session_id,
    direction: 'inbound',
    status: 'received',
    whatsapp_id: id,
    chat_id: '201009876543@s.whatsapp.net',
    type: 'text',
    content: { type: 'text', text: { body: id } },
    ...seed
  }
  const names = Object.keys(row)
  await app.owner.query(
    `insert into messages (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row)
  )
  return id
}
