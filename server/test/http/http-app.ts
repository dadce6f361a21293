import assert from 'node:assert/strict'
import { z } from 'zod'
import { route } from '../../src/http/route.ts'
import type { Answer } from '../../testkit/app.ts'

export const problem = (answer: Answer, status: number, code: string) => {
  assert.equal(answer.statusCode, status, answer.body)
  const body = answer.json()
  assert.equal(body.code, code)
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  assert.equal(body.status, status)
  assert.equal(body.type, `/api-docs#problem-${code}`)
  assert.equal(body.request_id, answer.headers['x-request-id'])
  assert.deepEqual(Object.keys(body), [
    'type',
    'title',
    'status',
    'detail',
    'code',
    'errors',
    'errors_total',
    'retryable',
    'request_id'
  ])
  return body
}

export const echo = route({
  operation_id: 'echo',
  method: 'POST',
  audit: { none: 'A route of this test.' },
  url: '/echo/:id',
  public: true,
  body_bytes_max: 1024 * 1024,
  schema: {
    params: z.strictObject({ id: z.string().regex(/^\d+$/) }),
    querystring: z.strictObject({ limit: z.coerce.number().int().max(10).optional() }),
    body: z.strictObject({
      name: z.string().min(2).max(5).optional(),
      kind: z.enum(['a', 'b']).optional(),
      text: z.strictObject({ body: z.string() }).optional(),
      any: z.json().optional(),
      choice: z
        .discriminatedUnion('type', [
          z.strictObject({ type: z.literal('text'), text: z.string() }),
          z.strictObject({ type: z.literal('image'), url: z.url() })
        ])
        .optional()
    }),
    response: { 200: z.object({ seen: z.unknown() }) }
  },
  summary: 'Echo',
  tags: ['test'],
  handler: (_deps, request) => ({ seen: request.body, secret: 'not declared' })
})

export const url = '/echo/1'

export const json = { 'content-type': 'application/json' }
