import { event_type_names } from '../schemas/events.ts'
import type { JsonSchema } from '../schemas/json-schema.ts'

/** Where sockets are opened. */
export const socket_server: JsonSchema = {
  host: '{host}',
  protocol: 'ws',
  description: 'The gateway, for sockets; wss where it stands behind TLS.',
  variables: { host: { default: '127.0.0.1:3000' } },
  security: [
    { $ref: '#/components/securitySchemes/bearer' },
    { $ref: '#/components/securitySchemes/api_key' }
  ]
}

const text = (description: string): JsonSchema => ({ type: 'string', description })

const sent = [...event_type_names, 'stream.opened', 'socket.ended']

/** The channel of /ws and what is done on it. */
export const asyncapi_socket = {
  channel: {
    address: '/ws',
    title: 'Events over WebSocket',
    description:
      'Each text message is one event, as webhooks receive it. The credential comes in the header Authorization or X-API-Key of the handshake or, from browsers, in the first message (`{"type":"auth","token":"…"}`) within ten seconds; never in the address. `stream.opened` says that events are followed from now on. With `last_event_id` they continue after that event, without a gap. Pings are sent every 15 seconds. Before the gateway closes a socket it says why (`stream.ended`). Close codes 1006 and 1011 to 1013: open it again with the last event that you have (1012: the gateway is being restarted; 1013: it is busy, too many streams are open, or you read too slowly). 4000 and the HTTP status of the error, such as 4401: put right what `stream.ended` says first. 1009: you said more than 8 KiB at once. Nothing but the first message is to be said.',
    servers: [{ $ref: '#/servers/socket' }],
    bindings: {
      ws: {
        method: 'GET',
        query: {
          type: 'object',
          properties: {
            types: text('Only these events, separated by commas; `message.*` for all of messages.'),
            session_id: text('Only events of this session.'),
            session_ids: text('Only events of these sessions.'),
            directions: text('Of messages only inbound or outbound ones.'),
            message_types: text('Of messages only those of these types.'),
            chat_kinds: text('Of messages only those in chats of these kinds.'),
            senders: text('Of messages only those of these people.'),
            last_event_id: text('Continue after this event.')
          }
        },
        bindingVersion: '0.1.0'
      }
    },
    messages: Object.fromEntries(
      [...sent, 'auth'].map((name) => [name, { $ref: `#/components/messages/${name}` }])
    )
  } as JsonSchema,
  operations: {
    send_socket: {
      action: 'send',
      title: 'Send events over WebSocket',
      channel: { $ref: '#/channels/socket' },
      messages: sent.map((name) => ({ $ref: `#/channels/socket/messages/${name}` }))
    },
    receive_credential: {
      action: 'receive',
      title: 'Take the credential of a client that can set no headers',
      channel: { $ref: '#/channels/socket' },
      messages: [{ $ref: '#/channels/socket/messages/auth' }]
    }
  } as JsonSchema
}

const payload = (name: string): JsonSchema => ({
  payload: { $ref: `#/components/schemas/${name}` }
})

export const socket_messages: JsonSchema = {
  'stream.opened': {
    name: 'stream.opened',
    title: 'stream.opened',
    summary: 'The credential is good, and events are followed from now on.',
    ...payload('SocketOpened')
  },
  'socket.ended': {
    name: 'stream.ended',
    title: 'stream.ended',
    summary: 'Why the gateway closes the socket, which it does next.',
    ...payload('SocketEnd')
  },
  auth: {
    name: 'auth',
    title: 'auth',
    summary: 'The credential, where no header of the handshake had it.',
    ...payload('SocketAuth')
  }
}

const typed = (type: string, more: JsonSchema): JsonSchema => ({
  type: 'object',
  required: ['type', ...Object.keys(more)],
  properties: { type: { type: 'string', const: type }, ...more }
})

export const socketSchemas = (stream_end: JsonSchema): JsonSchema => ({
  SocketOpened: typed('stream.opened', { data: { type: 'object' } }),
  SocketEnd: typed('stream.ended', { data: stream_end }),
  SocketAuth: typed('auth', { token: text('An access token or an API key.') })
})
