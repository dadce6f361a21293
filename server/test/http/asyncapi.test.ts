import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { asyncapiDocument } from '../../src/http/asyncapi.ts'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import { session_auth_routes } from '../../src/http/services/session-auth.ts'
import { event_type_names, event_types } from '../../src/schemas/events.ts'
import { harness } from '../../testkit/app.ts'

type Message = { payload: object; examples: { headers: object; payload: { data: object } }[] }
type Document = {
  channels: Record<string, { address: string | null; messages: Record<string, Message> }>
  components: { schemas: Record<string, object> }
}

const info = { title: 'Test', version: '1.0.0' }
const document = asyncapiDocument(info, gateway_routes) as unknown as Document

const validator = (): Ajv => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  return ajv
}

/** The schema that the makers of AsyncAPI publish for their documents. */
const specification = (): object =>
  JSON.parse(
    readFileSync(
      createRequire(import.meta.url).resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json'),
      'utf8'
    )
  )

test('the document of the events is one of AsyncAPI 3', () => {
  const ajv = validator()
  assert.ok(ajv.validate(specification(), document), ajv.errorsText())
})

test('every reference in the document of the events leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)]
  assert.ok(references.length > event_type_names.length)
  for (const [, path = ''] of references) {
    const found = path
      .split('/')
      .reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], document)
    assert.ok(found, path)
  }
})

test('webhooks and streams bring every type of event, each with an example that fits its schema', () => {
  const { webhook, socket, ...streams } = document.channels
  assert.deepEqual(Object.keys(webhook?.messages ?? {}), event_type_names)
  assert.deepEqual(
    Object.values(streams).map(({ address }) => address),
    ['/api/v1/sessions/{id}/events', '/api/v1/events/stream']
  )
  for (const { messages } of Object.values(streams)) {
    assert.deepEqual(Object.keys(messages), [...event_type_names, 'stream.ended'])
  }
  assert.equal(socket?.address, '/ws')
  assert.deepEqual(Object.keys(socket.messages), [
    ...event_type_names,
    'stream.opened',
    'socket.ended',
    'auth'
  ])
  const ajv = validator().addSchema({ $id: 'events', ...document })
  for (const [type, { examples }] of Object.entries(webhook?.messages ?? {})) {
    const [example] = examples
    const fits = ajv.validate({ $ref: `events#/components/schemas/${type}` }, example?.payload)
    assert.ok(fits, `${type}: ${ajv.errorsText()}`)
    const signed = ajv.validate(
      { $ref: 'events#/components/schemas/WebhookHeaders' },
      example?.headers
    )
    assert.ok(signed, `${type}: ${ajv.errorsText()}`)
  }
})

test('the example of an event has every member of its schema and no other', () => {
  for (const type of event_type_names) {
    const { data, example } = event_types[type]
    const { success, error } = data.safeParse(example)
    assert.ok(success, `${type}: ${error}`)
    if (data.def.catchall) continue
    assert.deepEqual(Object.keys(example).sort(), Object.keys(data.shape).sort(), type)
  }
})

test('the document of the events is served where there are streams, and linked from the other one', async (t) => {
  const gateway = await harness(t)
  const answer = await gateway.anonymous.get('/asyncapi.json')
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.headers['content-type'], 'application/json')
  assert.deepEqual(answer.json().channels, JSON.parse(JSON.stringify(document.channels)))
  const openapi = (await gateway.anonymous.get('/openapi.json')).json()
  assert.equal(openapi.externalDocs.url, '/asyncapi.json')

  const auth = await harness(t, { routes: session_auth_routes })
  assert.equal((await auth.anonymous.get('/asyncapi.json')).statusCode, 404)
  assert.equal((await auth.anonymous.get('/openapi.json')).json().externalDocs, undefined)
})
