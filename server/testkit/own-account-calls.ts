import type { Call, Seed } from './call.ts'
import { connectedAt } from './connected-at.ts'
import { madePicture } from './made-picture.ts'

const to =
  (body: Record<string, unknown>) =>
  async (seed: Seed): Promise<Call> => ({ path: { id: await connectedAt(seed) }, body })

/** A call of every route that changes what the number of a session shows of itself. */
export const own_account_calls: Record<string, (seed: Seed) => Promise<Call>> = {
  'PUT /api/v1/sessions/:id/profile/name': to({ name: 'Ada' }),
  'PUT /api/v1/sessions/:id/profile/about': to({ about: 'Busy' }),
  'PUT /api/v1/sessions/:id/profile/picture': async (seed) => ({
    path: { id: await connectedAt(seed) },
    body: { media_id: await madePicture(seed) }
  }),
  'DELETE /api/v1/sessions/:id/profile/picture': async (seed) => ({
    path: { id: await connectedAt(seed) }
  }),
  'PUT /api/v1/sessions/:id/presence': to({ state: 'online' }),
  'PUT /api/v1/sessions/:id/privacy': to({ last_seen: 'nobody' }),
  'POST /api/v1/sessions/:id/labels': to({ name: 'Paid' }),
  'POST /api/v1/sessions/:id/calls/link': to({ media: 'video' }),
  'POST /api/v1/sessions/:id/calls/:call/reject': async (seed) => ({
    path: { id: await connectedAt(seed), call: '5A1C0E9B77D34F21' },
    body: { text: 'Please write.' }
  })
}
