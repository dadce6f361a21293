import { z } from 'zod'
import { idPattern } from '../../../domain/ids.ts'
import { StatusMute } from '../../../schemas/contact.ts'
import { ReceivedStatus, StatusAudience } from '../../../schemas/status.ts'
import { callErrors } from '../../../usecases/sessions/call.ts'
import {
  markStatusSeen,
  muteStatuses,
  readAudience,
  readReceivedStatus,
  readReceivedStatuses,
  setStatusesMuted
} from '../../../usecases/status/received.ts'
import { visibleStatus } from '../../../usecases/status/visible.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { type Route, route } from '../../route.ts'
import { contactParams, named } from '../contacts/params.ts'

const tags = ['status']
const received = '/api/v1/sessions/:id/statuses/received'
const url = `${received}/:status`
const params = idParams('session').extend({ status: z.string().regex(idPattern('message')) })
const mute = '/api/v1/sessions/:id/contacts/:contact/status-mute'

/** What others post, and who sees what is posted on the phone. */
export const received_status_routes: Route[] = [
  route({
    operation_id: 'getStatusAudience',
    method: 'GET',
    url: '/api/v1/sessions/:id/statuses/audience',
    scope: 'messages:read',
    errors: callErrors('read_status_audience'),
    schema: { params: idParams('session'), response: { 200: StatusAudience } },
    summary: 'Read who sees the statuses that are posted on the phone',
    description:
      'As it is set there: the audience of a status that is posted without one. The session must be connected.',
    tags,
    handler: (deps, { tenant, params: { id }, signal }) => readAudience(deps, tenant, id, signal)
  }),
  route({
    operation_id: 'listReceivedStatuses',
    method: 'GET',
    url: received,
    scope: 'messages:read',
    schema: {
      params: idParams('session'),
      querystring: z.strictObject({
        ...pageFields('message'),
        from: z
          .string()
          .min(1)
          .max(60)
          .optional()
          .describe('Of this person alone: a number in international format, a JID or a LID.')
      }),
      response: { 200: pageOf(ReceivedStatus).meta({ id: 'ReceivedStatusPage' }) }
    },
    summary: 'List the statuses of others, newest first',
    description:
      'Those that can be seen now. They are kept where `statuses.received` of the session is on, from then on.',
    tags,
    handler: (deps, { tenant, params: { id }, query: { from = null, ...page } }) =>
      readReceivedStatuses(deps, tenant, id, { ...pageRequest(page), from })
  }),
  route({
    operation_id: 'getReceivedStatus',
    method: 'GET',
    url,
    scope: 'messages:read',
    schema: { params, response: { 200: ReceivedStatus } },
    summary: 'Read a status of somebody else',
    description:
      'With where its file is. Its content is gone when its time is over or its author took it away.',
    tags,
    handler: (deps, { tenant, params: place }) => readReceivedStatus(deps, tenant, place)
  }),
  route({
    operation_id: 'markStatusSeen',
    method: 'POST',
    audit: { none: 'The status itself is the record.' },
    url: `${url}/read`,
    scope: 'messages:write',
    errors: [...callErrors('read_status'), 'message_deleted'],
    schema: { params, response: { 200: ReceivedStatus } },
    summary: 'Tell the author that a status was seen',
    description:
      'Nobody is told unless this is called. Where read receipts are switched off on the phone, only the phone is told.',
    tags,
    handler: async (deps, { context, tenant, params: place }) =>
      visibleStatus(tenant, await markStatusSeen(deps, context, place))
  }),
  route({
    operation_id: 'muteStatuses',
    method: 'POST',
    audit: { none: 'The event contact.updated is the record.' },
    url: mute,
    scope: 'contacts:write',
    errors: callErrors('mute_statuses'),
    schema: { params: contactParams, response: { 200: StatusMute } },
    summary: 'Mute the statuses of a contact',
    description: `On the phone too. They are kept and listed as before, and no event tells of them. The contact is not told. ${named}`,
    tags: ['contacts'],
    handler: (deps, { context, params: { id, contact } }) =>
      muteStatuses(deps, context, id, contact)
  }),
  route({
    operation_id: 'unmuteStatuses',
    method: 'DELETE',
    audit: { none: 'The event contact.updated is the record.' },
    url: mute,
    scope: 'contacts:write',
    errors: callErrors('mute_statuses'),
    schema: { params: contactParams, response: { 204: z.undefined() } },
    summary: 'Tell of the statuses of a contact again',
    description: `On the phone too. ${named}`,
    tags: ['contacts'],
    handler: async (deps, { context, params: { id, contact } }) => {
      await setStatusesMuted(deps, context, id, contact, false)
    }
  })
]
