import type { Route } from '../../src/http/route.ts'
import type { Harness, SeededTenant } from '../../testkit/app.ts'
import { apiKey, connectedAt, hosted } from '../../testkit/calls.ts'
import { incomingWebhook } from '../../testkit/incoming-calls.ts'
import { invoiceFor } from '../../testkit/invoice-calls.ts'
import { seedLabel } from '../../testkit/label-calls.ts'
import { asking_columns, comparing_columns } from '../../testkit/passkey.ts'
import { seedSession } from '../../testkit/seed-session.ts'
import { seedReceivedStatus, seedStatus } from '../../testkit/status-calls.ts'
import { template_calls } from '../../testkit/template-calls.ts'

/** What a GET needs to succeed. */
export const idsFor = async (
  app: Harness,
  tenant: SeededTenant
): Promise<(route: Route) => string> => {
  const person = app.as(tenant)
  const { id, instance } = await hosted({ app, tenant, person })
  await app.owner.query(
    "update sessions set qr = '2@x', qr_expires_at = now() + interval '1 hour' where id = $1",
    [id]
  )
  const webhook = (await person.post('/api/v1/webhooks', { url: 'https://example.com/x' })).json()
  const delivery = (await person.post(`/api/v1/webhooks/${webhook.id}/test`)).json()
  const key = (await apiKey({ app, tenant, person })).path?.['id'] ?? ''
  const connected = await connectedAt({ app, tenant, person })
  const text = { session_id: connected, to: '+201001234567', type: 'text', text: { body: 'x' } }
  const message = (await person.post('/api/v1/messages', text)).json()
  const template = (await template_calls['PATCH /api/v1/templates/:id']?.({ app, tenant, person }))
    ?.path
  const plan = (await app.anonymous.get('/api/v1/plans')).json().data[0]
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const invoice = await invoiceFor(boss, tenant.tenant_id)
  const asking = await seedSession(app, tenant, asking_columns())
  const comparing = await seedSession(app, tenant, comparing_columns())
  const wanted = { provider: 'manual', invoice_id: invoice }
  const checkout = (await person.post('/api/v1/subscription/checkout', wanted)).json().id
  const incoming = (await incomingWebhook({ app, tenant, person })).path.id
  await seedLabel({ app, tenant, person }, connected)
  const { status } = await seedStatus({ app, tenant, person }, connected)
  const received = await seedReceivedStatus({ app, tenant, person }, connected)
  const of: [RegExp, string][] = [
    [/\/passkey$/, asking],
    [/\/passkey\/code$/, comparing],
    [/\/admin\/users\/:id/, tenant.user_id],
    [/\/invoices\/:id/, invoice],
    [/\/checkout\/:id/, checkout],
    [/\/api-keys\/:id/, key],
    [/\/instances\/:id/, instance],
    [/\/messages\/:id/, message.id],
    [/\/incoming-webhooks\/:id/, incoming],
    [/\/webhooks\/:id/, webhook.id],
    [/\/plans\/:id/, plan.id],
    [/\/templates\/:id/, template?.['id'] ?? ''],
    [/\/labels/, connected],
    [/\/statuses/, connected],
    [/\/(chats|contacts)/, connected],
    [/\/session\/:id$/, id],
    [/:id/, id]
  ]
  return ({ url, errors }) => {
    const live = errors?.includes('session_not_connected')
    const found = live ? connected : (of.find(([pattern]) => pattern.test(url))?.[1] ?? '')
    return url
      .replace(':id', found)
      .replace(':delivery_id', delivery.id)
      .replace(':chat', message.chat_id)
      .replace(':group', '120363000000000001@g.us')
      .replace(':channel', '120363000000000001@newsletter')
      .replace(':contact', '201001234567')
      .replace(':label', '100001')
      .replace('received/:status', `received/${received.status}`)
      .replace(':status', status)
      .replace(':lid', '123456789@lid')
      .replace(/invite-info$/, '$&?invite=aBcDeFgHiJkL')
      .replace(/subscription\/preview$/, '$&?plan_id=starter')
  }
}
