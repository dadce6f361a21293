import { z } from 'zod'
import {
  IncomingWebhook,
  IncomingWebhookChanges,
  IncomingWebhookWithUrl,
  NewIncomingWebhook
} from '../../../schemas/incoming-webhook.ts'
import {
  createIncomingWebhook,
  deleteIncomingWebhook,
  readIncomingWebhook,
  readIncomingWebhooks,
  rotateIncomingSecret,
  updateIncomingWebhook
} from '../../../usecases/incoming-webhooks/manage.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

const url = '/api/v1/incoming-webhooks'
const tags = ['incoming webhooks']
const params = idParams('incoming_webhook')

export const createIncomingWebhookRoute = route({
  operation_id: 'createIncomingWebhook',
  method: 'POST',
  audit: 'incoming_webhook.created',
  url,
  idempotency: 'transactional',
  scope: 'webhooks:write',
  yields_secret: true,
  schema: { body: NewIncomingWebhook, response: { 201: IncomingWebhookWithUrl } },
  errors: ['not_found', 'list_full'],
  summary: 'Create an incoming webhook',
  description:
    'A secret address for an alarm system: what it posts there becomes a message to one chat, through a template or as it is. The address is in this answer and in no other.',
  tags,
  handler: (deps, { context, body }) => createIncomingWebhook(deps, context, body)
})

export const listIncomingWebhooksRoute = route({
  operation_id: 'listIncomingWebhooks',
  method: 'GET',
  url,
  scope: 'webhooks:read',
  schema: {
    querystring: z.strictObject(pageFields('incoming_webhook')),
    response: { 200: pageOf(IncomingWebhook) }
  },
  summary: 'List incoming webhooks, newest first',
  tags,
  handler: (deps, { tenant, query }) => readIncomingWebhooks(deps, tenant, pageRequest(query))
})

export const readIncomingWebhookRoute = route({
  operation_id: 'getIncomingWebhook',
  method: 'GET',
  url: `${url}/:id`,
  scope: 'webhooks:read',
  schema: { params, response: { 200: IncomingWebhook } },
  summary: 'Read an incoming webhook',
  tags,
  handler: (deps, { tenant, params: { id } }) => readIncomingWebhook(deps, tenant, id)
})

export const updateIncomingWebhookRoute = route({
  operation_id: 'updateIncomingWebhook',
  method: 'PATCH',
  audit: 'incoming_webhook.updated',
  url: `${url}/:id`,
  idempotency: 'transactional',
  scope: 'webhooks:write',
  schema: { params, body: IncomingWebhookChanges, response: { 200: IncomingWebhook } },
  summary: 'Change an incoming webhook',
  description: '`enabled: false` closes its address until it is opened again.',
  tags,
  handler: (deps, { context, params: { id }, body }) =>
    updateIncomingWebhook(deps, context, id, body)
})

export const rotateIncomingSecretRoute = route({
  operation_id: 'rotateIncomingWebhookSecret',
  method: 'POST',
  audit: 'incoming_webhook.secret_rotated',
  url: `${url}/:id/rotate-secret`,
  idempotency: 'transactional',
  scope: 'webhooks:write',
  yields_secret: true,
  schema: { params, response: { 200: IncomingWebhookWithUrl } },
  summary: 'Give an incoming webhook another address',
  description: 'The one before opens nothing from now on.',
  tags,
  handler: (deps, { context, params: { id } }) => rotateIncomingSecret(deps, context, id)
})

export const deleteIncomingWebhookRoute = route({
  operation_id: 'deleteIncomingWebhook',
  method: 'DELETE',
  audit: 'incoming_webhook.deleted',
  url: `${url}/:id`,
  idempotency: 'transactional',
  scope: 'webhooks:write',
  schema: { params, response: { 204: z.undefined() } },
  summary: 'Delete an incoming webhook',
  description: 'Its address opens nothing any more.',
  tags,
  handler: (deps, { context, params: { id } }) => deleteIncomingWebhook(deps, context, id)
})
