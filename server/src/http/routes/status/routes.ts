import { z } from 'zod'
import { idPattern } from '../../../domain/ids.ts'
import { inline_chars_max } from '../../../schemas/media.ts'
import { PostStatus, Status, StatusViewers } from '../../../schemas/status.ts'
import { deleteStatus } from '../../../usecases/status/delete.ts'
import { postStatus } from '../../../usecases/status/post.ts'
import { readStatus, readStatuses, readViewers } from '../../../usecases/status/read.ts'
import { visibleStatus } from '../../../usecases/status/visible.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { type Route, route } from '../../route.ts'

const tags = ['status']
const audit = { none: 'A status and its events are the record.' }
const statuses = '/api/v1/sessions/:id/status'
const url = '/api/v1/sessions/:id/statuses/:status'
const params = idParams('session').extend({ status: z.string().regex(idPattern('message')) })

/** Why a session may not post. */
const refusals = [
  'session_not_linked',
  'session_not_started',
  'session_logged_out',
  'session_failed',
  'plan_limit_reached',
  'subscription_limited',
  'subscription_suspended'
] as const

/** What the account posts for a day, which is in no chat. */
export const status_routes: Route[] = [
  route({
    operation_id: 'postStatus',
    method: 'POST',
    audit,
    url: statuses,
    idempotency: 'transactional',
    scope: 'messages:write',
    body_bytes_max: inline_chars_max + 1_048_576,
    status: 202,
    schema: { params: idParams('session'), body: PostStatus, response: { 202: Status } },
    errors: [
      ...refusals,
      'quota_exceeded',
      'media_storage_full',
      'file_store_away',
      'file_scanner_away',
      'media_refused'
    ],
    summary: 'Post a status',
    description:
      'A text, a picture, a video or a voice message that people see for 24 hours. The answer means that it is stored and will be posted; `status.sent` or `status.failed` tells what became of it, `status.viewed` who has seen it. However many people may see it, it counts as one message of the quota.',
    tags,
    handler: async (deps, { context, tenant, params: { id }, body }) =>
      visibleStatus(tenant, await postStatus(deps, context, id, body))
  }),
  route({
    operation_id: 'listStatuses',
    method: 'GET',
    url: '/api/v1/sessions/:id/statuses',
    scope: 'messages:read',
    schema: {
      params: idParams('session'),
      querystring: z.strictObject(pageFields('message')),
      response: { 200: pageOf(Status).meta({ id: 'StatusPage' }) }
    },
    summary: 'List what was posted, newest first',
    description: 'Posts whose time is over are in it without their content.',
    tags,
    handler: (deps, { tenant, params: { id }, query }) =>
      readStatuses(deps, tenant, id, pageRequest(query))
  }),
  route({
    operation_id: 'getStatus',
    method: 'GET',
    url,
    scope: 'messages:read',
    schema: { params, response: { 200: Status } },
    summary: 'Read a status',
    description: 'With how many have seen it, and where its file is.',
    tags,
    handler: (deps, { tenant, params: place }) => readStatus(deps, tenant, place)
  }),
  route({
    operation_id: 'listStatusViewers',
    method: 'GET',
    url: `${url}/viewers`,
    scope: 'messages:read',
    schema: { params, response: { 200: StatusViewers } },
    summary: 'Read who has seen a status',
    description:
      'In the order in which they saw it. People who have switched off read receipts are never among them.',
    tags,
    handler: (deps, { tenant, params: place }) => readViewers(deps, tenant, place)
  }),
  route({
    operation_id: 'deleteStatus',
    method: 'DELETE',
    audit,
    url,
    idempotency: 'transactional',
    scope: 'messages:write',
    status: 202,
    schema: { params, response: { 202: Status } },
    errors: [
      ...refusals,
      'message_not_waiting',
      'message_not_sent',
      'message_deleted',
      'message_unsuitable',
      'delete_window_over'
    ],
    summary: 'Take a status away',
    description:
      'One that still waits is canceled, and the answer is the status itself. Of one that WhatsApp has the answer is a status of type `delete`, which waits in the queue like one; once WhatsApp has taken it the content is gone and `status.deleted` reports it. It does not count against the quota.',
    tags,
    handler: async (deps, { context, tenant, params: place }) =>
      visibleStatus(tenant, await deleteStatus(deps, context, place))
  })
]
