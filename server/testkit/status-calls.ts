import { newId } from '../src/domain/ids.ts'
import type { Call, Seed } from './call.ts'
import { connectedAt } from './connected-at.ts'

/** A status that WhatsApp has, of a session that is connected, and somebody in its phone book. */
export const seedStatus = async ({ app, tenant, person }: Seed, session?: string) => {
  const id = session ?? (await connectedAt({ app, tenant, person }))
  const status = newId('message')
  await app.owner.query(
    "insert into contacts (id, tenant_id, session_id, jid, saved_name) values ($1, $2, $3, '201005555555@s.whatsapp.net', 'A friend')",
    [newId('contact'), tenant.tenant_id, id]
  )
  await app.owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content, sent_at)
     values ($1::text, $2, $3, 'outbound', 'sent', $1::text, 'status@broadcast', 'text', $4, now())`,
    [
      status,
      tenant.tenant_id,
      id,
      JSON.stringify({
        text: { body: 'x' },
        post: { audience: 'contacts', people: ['201005555555@s.whatsapp.net'] }
      })
    ]
  )
  return { id, status }
}

/** A status of somebody else that can be seen now. */
export const seedReceivedStatus = async ({ app, tenant, person }: Seed, session?: string) => {
  const id = session ?? (await connectedAt({ app, tenant, person }))
  const status = newId('message')
  await app.owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, sender_id, type, content, whatsapp_at, disappears_at)
     values ($1::text, $2, $3, 'inbound', 'received', $1::text, 'status@broadcast', '201005555555@s.whatsapp.net', 'text',
       '{"text": {"body": "x"}}', now(), now() + interval '1 day')`,
    [status, tenant.tenant_id, id]
  )
  return { id, status }
}

/** A call of every route of statuses that changes something, which succeeds. */
export const status_route_calls: Record<string, (seed: Seed) => Promise<Call>> = {
  'POST /api/v1/sessions/:id/status': async (seed) => {
    const { id } = await seedStatus(seed)
    return { path: { id }, body: { type: 'text', text: { body: 'Open until ten tonight.' } } }
  },
  'DELETE /api/v1/sessions/:id/statuses/:status': async (seed) => ({
    path: await seedStatus(seed)
  }),
  'POST /api/v1/sessions/:id/statuses/received/:status/read': async (seed) => ({
    path: await seedReceivedStatus(seed)
  }),
  'POST /api/v1/sessions/:id/contacts/:contact/status-mute': async (seed) => {
    const { id } = await seedStatus(seed)
    return { path: { id, contact: '201005555555' } }
  },
  'DELETE /api/v1/sessions/:id/contacts/:contact/status-mute': async (seed) => ({
    path: { id: await connectedAt(seed), contact: '201005555555' }
  })
}
