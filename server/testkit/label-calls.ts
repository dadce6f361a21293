import { newId } from '../src/domain/ids.ts'
import type { Call, Seed } from './call.ts'
import { connectedAt } from './connected-at.ts'

/** A label of a session that is connected, with a chat and a message that could carry it. */
export const seedLabel = async ({ app, tenant, person }: Seed, session?: string) => {
  const id = session ?? (await connectedAt({ app, tenant, person }))
  const message_id = newId('message')
  await app.owner.query(
    "insert into labels (session_id, label_id, tenant_id, name, color) values ($1, '100001', $2, 'Paid', 3)",
    [id, tenant.tenant_id]
  )
  await app.owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
     values ($1::text, $2, $3, 'inbound', 'received', $1::text, '201001234567@s.whatsapp.net', 'text', '{"text":{"body":"x"}}')`,
    [message_id, tenant.tenant_id, id]
  )
  return { path: { id, label: '100001' }, message_id }
}

const of =
  (body?: (message_id: string) => Record<string, unknown>) =>
  async (seed: Seed): Promise<Call> => {
    const { path, message_id } = await seedLabel(seed)
    return { path, ...(body && { body: body(message_id) }) }
  }

const chat = () => ({ chat: '+201001234567' })
const message = (message_id: string) => ({ message_id })

/** A call of every route of labels that changes something, which succeeds. */
export const label_route_calls: Record<string, (seed: Seed) => Promise<Call>> = {
  'PATCH /api/v1/sessions/:id/labels/:label': of(() => ({ name: 'Paid twice' })),
  'DELETE /api/v1/sessions/:id/labels/:label': of(),
  'POST /api/v1/sessions/:id/labels/:label/chats': of(chat),
  'DELETE /api/v1/sessions/:id/labels/:label/chats': of(chat),
  'POST /api/v1/sessions/:id/labels/:label/messages': of(message),
  'DELETE /api/v1/sessions/:id/labels/:label/messages': of(message)
}
