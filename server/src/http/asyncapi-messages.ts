import { type EventType, event_type_names, event_types } from '../schemas/events.ts'
import { type JsonSchema, namedDataSchemas } from '../schemas/json-schema.ts'
import { socket_messages, socketSchemas } from './asyncapi-socket.ts'

/** An event on its way to a webhook, with the headers of Standard Webhooks. */
export const webhookMessage = (type: EventType): JsonSchema => ({
  ...message(type),
  headers: { $ref: '#/components/schemas/WebhookHeaders' },
  examples: [{ headers: example_headers, payload: exampleOf(type) }]
})

/** What the channels refer to. */
export const asyncapiComponents = (): JsonSchema => ({
  securitySchemes: {
    bearer: {
      type: 'http',
      scheme: 'bearer',
      description: 'An access token from login, or an API key (wak_…).'
    },
    api_key: {
      type: 'httpApiKey',
      in: 'header',
      name: 'X-API-Key',
      description: 'An API key.'
    }
  },
  messages: {
    ...Object.fromEntries(event_type_names.map((type) => [type, message(type)])),
    'stream.ended': {
      name: 'stream.ended',
      title: 'stream.ended',
      summary: 'The credential of the reader has ended, and the stream ends with it.',
      payload: { $ref: '#/components/schemas/StreamEnd' }
    },
    ...socket_messages
  },
  schemas: {
    ...Object.fromEntries(event_type_names.map((type) => [type, envelope(type)])),
    ...Object.assign({}, ...event_type_names.map((type) => namedDataSchemas(type).schemas)),
    WebhookHeaders: webhook_headers,
    StreamEnd: stream_end,
    ...socketSchemas(stream_end)
  }
})

const message = (type: EventType): JsonSchema => ({
  name: type,
  title: type,
  summary: event_types[type].description,
  payload: { $ref: `#/components/schemas/${type}` }
})

const envelope = (type: EventType): JsonSchema => ({
  type: 'object',
  required: ['id', 'type', 'created_at', 'session_id', 'data'],
  properties: {
    id: {
      type: 'string',
      description: 'The same in every attempt, for webhooks and streams alike.'
    },
    type: { type: 'string', const: type },
    created_at: { type: 'string', format: 'date-time' },
    session_id: {
      type: ['string', 'null'],
      description: 'The session it is about; null when it is about none.'
    },
    data: { $ref: `#/components/schemas/${namedDataSchemas(type).name}` }
  }
})

const webhook_headers: JsonSchema = {
  type: 'object',
  description: 'Standard Webhooks (https://www.standardwebhooks.com).',
  required: ['webhook-id', 'webhook-timestamp', 'webhook-signature', 'content-type', 'user-agent'],
  properties: {
    'webhook-id': { type: 'string', description: 'The id of the event.' },
    'webhook-timestamp': {
      type: 'string',
      description:
        'When it was sent, in seconds since 1970. Refuse what is older than five minutes.'
    },
    'webhook-signature': {
      type: 'string',
      description:
        '`v1,` and the HMAC-SHA-256 in base64 of `{webhook-id}.{webhook-timestamp}.{body}`, made with the secret of the webhook; the secret is what follows `whsec_`, decoded from base64.'
    },
    'content-type': { type: 'string', const: 'application/json' },
    'user-agent': { type: 'string' }
  }
}

const stream_end: JsonSchema = {
  type: 'object',
  required: ['code', 'title', 'detail'],
  properties: {
    code: { type: 'string', description: 'One of the error codes of the API.' },
    title: { type: 'string' },
    detail: { type: 'string', description: 'What you can do about it.' }
  }
}

const event_id = 'evt_019a5f3e7f407e5d8a6b7c8d9e0f1a2b'

const example_headers: JsonSchema = {
  'webhook-id': event_id,
  'webhook-timestamp': '1794043268',
  'webhook-signature': 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  'content-type': 'application/json',
  'user-agent': 'whatsapp-saas-gateway/1.0.0'
}

/** An event of this type as it arrives. */
const exampleOf = (type: EventType): JsonSchema => {
  const { example } = event_types[type] as { example: { id?: string; session_id?: string | null } }
  return {
    id: event_id,
    type,
    created_at: '2026-11-07T09:21:08.004Z',
    session_id: (type.startsWith('session.') ? example.id : example.session_id) ?? null,
    data: example
  }
}
