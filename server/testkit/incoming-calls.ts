import type { Call, Seed } from './call.ts'
import { seedConnected } from './seed-session.ts'

const incoming = async (seed: Seed): Promise<{ id: string; url: string }> => {
  const body = { name: 'Alarms', session_id: await seedConnected(seed.app, seed.tenant) }
  const made = await seed.person.post('/api/v1/incoming-webhooks', { ...body, to: '+201001234567' })
  return made.json()
}

/** The id of an incoming webhook. */
export const incomingWebhook = async (seed: Seed): Promise<Call & { path: { id: string } }> => ({
  path: { id: (await incoming(seed)).id }
})

/** What is posted to one. */
export const posted = async (seed: Seed): Promise<Call> => ({
  path: { secret: (await incoming(seed)).url.split('/').at(-1) ?? '' },
  body: { text: 'Disk full' }
})

/** A call of every route of incoming webhooks that changes something and asks for a credential. */
export const incoming_webhook_calls: Record<string, (seed: Seed) => Promise<Call>> = {
  'POST /api/v1/incoming-webhooks': async ({ app, tenant }) => ({
    body: { name: 'Alarms', session_id: await seedConnected(app, tenant), to: '+201001234567' }
  }),
  'PATCH /api/v1/incoming-webhooks/:id': async (seed) => ({
    ...(await incomingWebhook(seed)),
    body: { name: 'Night' }
  }),
  'POST /api/v1/incoming-webhooks/:id/rotate-secret': incomingWebhook,
  'DELETE /api/v1/incoming-webhooks/:id': incomingWebhook
}
