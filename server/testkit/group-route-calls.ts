import type { Call, Seed } from './call.ts'
import { connectedAt } from './connected-at.ts'
import { madePicture } from './made-picture.ts'

const of =
  (body?: Record<string, unknown>) =>
  async (seed: Seed): Promise<Call> => ({
    path: {
      id: await connectedAt(seed),
      group: '120363000000000001@g.us',
      channel: '120363000000000001@newsletter'
    },
    ...(body && { body })
  })

const people = { participants: ['1@lid'] }

/** A call of every route of groups and channels that changes something, which succeeds. */
export const group_route_calls: Record<string, (seed: Seed) => Promise<Call>> = {
  'POST /api/v1/sessions/:id/groups': of({ subject: 'x', participants: ['1@lid'] }),
  'POST /api/v1/sessions/:id/channels': of({ name: 'News' }),
  'POST /api/v1/sessions/:id/channels/:channel/follow': of(),
  'POST /api/v1/sessions/:id/channels/:channel/unfollow': of(),
  'POST /api/v1/sessions/:id/channels/:channel/mute': of(),
  'POST /api/v1/sessions/:id/channels/:channel/unmute': of(),
  'PATCH /api/v1/sessions/:id/groups/:group': of({ subject: 'y' }),
  'PUT /api/v1/sessions/:id/groups/:group/picture': async (seed) => ({
    ...(await of()(seed)),
    body: { media_id: await madePicture(seed) }
  }),
  'DELETE /api/v1/sessions/:id/groups/:group/picture': of(),
  'POST /api/v1/sessions/:id/groups/:group/leave': of(),
  'POST /api/v1/sessions/:id/groups/:group/participants': of(people),
  'DELETE /api/v1/sessions/:id/groups/:group/participants': of(people),
  'POST /api/v1/sessions/:id/groups/:group/admins': of(people),
  'DELETE /api/v1/sessions/:id/groups/:group/admins': of(people),
  'POST /api/v1/sessions/:id/groups/:group/invite': of(),
  'POST /api/v1/sessions/:id/groups/join': of({ invite: 'aBcDeFgHiJkL' }),
  'POST /api/v1/sessions/:id/groups/:group/join-requests': of({ action: 'approve', ...people })
}
