import { z } from 'zod'
import { event_type_names } from '../schemas/events.ts'
import type { JsonSchema } from '../schemas/json-schema.ts'
import { asyncapiComponents, webhookMessage } from './asyncapi-messages.ts'
import { asyncapi_socket, socket_server } from './asyncapi-socket.ts'
import type { Route } from './route.ts'

/** Whether a route answers with a stream of events. Without a credential nobody's are told: what is followed there is something else. */
const isEventStream = ({ schema, public: is_public }: Route): boolean => {
  const success = schema.response[200]
  return (
    !is_public &&
    success !== undefined &&
    !(success instanceof z.ZodType) &&
    Object.hasOwn(success.content, 'text/event-stream')
  )
}

export const hasEventStream = (routes: Route[]): boolean => routes.some(isEventStream)

/**
 * The AsyncAPI document of the events that webhooks and the streams among these routes bring. Its schemas are in draft 7 of JSON Schema, which the tools of AsyncAPI read.
 */
export const asyncapiDocument = (
  info: { title: string; version: string },
  routes: Route[]
): JsonSchema => {
  const streams = routes.filter(isEventStream)
  return {
    asyncapi: '3.0.0',
    info: {
      title: `Events of ${info.title}`,
      version: info.version,
      description:
        'Every event is delivered in three ways: it is posted to the webhooks that asked for it, sent on streams of server-sent events, and sent over WebSocket. It looks the same every way. New members and new types of event may be added: ignore those that you do not know.'
    },
    defaultContentType: 'application/json',
    servers,
    channels: {
      webhook: webhook(),
      ...Object.fromEntries(streams.map((route) => [nameOf(route), channelOf(route)])),
      socket: asyncapi_socket.channel
    },
    operations: {
      deliver_to_webhook: sending('webhook', 'POST', 'Deliver an event to a webhook'),
      ...Object.fromEntries(
        streams.map((route) => [
          `send_${nameOf(route)}`,
          sending(nameOf(route), 'GET', route.summary)
        ])
      ),
      ...asyncapi_socket.operations
    },
    components: asyncapiComponents()
  }
}

/** `/api/v1/sessions/:id/events` is the channel `sessions_id_events`. */
const nameOf = ({ url }: Route): string =>
  url.replace('/api/v1/', '').replaceAll(':', '').replaceAll('/', '_')

const servers = {
  gateway: {
    host: '{host}',
    protocol: 'http',
    description: 'The gateway, which readers of streams connect to.',
    variables: { host: { default: '127.0.0.1:3000' } },
    security: [
      { $ref: '#/components/securitySchemes/bearer' },
      { $ref: '#/components/securitySchemes/api_key' }
    ]
  },
  socket: socket_server,
  receiver: {
    host: '{host}',
    protocol: 'https',
    description: 'Your server: the `url` of a webhook says where its events are posted.',
    variables: { host: { default: 'example.com' } }
  }
}

const webhook = (): JsonSchema => ({
  address: null,
  title: 'A webhook',
  description:
    'The address is the `url` of the webhook. An event is posted again until the answer is 2xx, for three days; its `webhook-id` stays the same, so that you can tell that you have had it. An answer of 410 disables the webhook.',
  servers: [{ $ref: '#/servers/receiver' }],
  messages: Object.fromEntries(event_type_names.map((type) => [type, webhookMessage(type)]))
})

const channelOf = ({ url, summary, description }: Route): JsonSchema => {
  const parameters = [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => [
    name,
    { description: 'The id of the session.' }
  ])
  return {
    address: url.replace(/:(\w+)/g, '{$1}'),
    title: summary,
    description,
    servers: [{ $ref: '#/servers/gateway' }],
    ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
    messages: Object.fromEntries(
      [...event_type_names, 'stream.ended'].map((type) => [
        type,
        { $ref: `#/components/messages/${type}` }
      ])
    )
  }
}

const sending = (channel: string, method: string, title: string): JsonSchema => ({
  action: 'send',
  title,
  channel: { $ref: `#/channels/${channel}` },
  bindings: { http: { method, bindingVersion: '0.3.0' } }
})
