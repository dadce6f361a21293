import assert from 'node:assert/strict'
import { test } from 'node:test'
import { breaksOf } from '../../../scripts/compatibility/breaks.ts'
import {
  type Document,
  factOf,
  factsOf,
  lineOf,
  type Schema
} from '../../../scripts/compatibility/facts.ts'

const json = (schema: Schema) => ({ 'application/json': { schema } })
const named = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

/** A small API with one of each thing that can be promised. */
const released = () => ({
  paths: {
    '/things': {
      post: {
        operationId: 'createThing',
        parameters: [
          {
            name: 'mode',
            in: 'query',
            schema: { type: 'string', enum: ['fast', 'slow'] } as Schema
          }
        ],
        requestBody: { required: true, content: json(named('CreateThing')) },
        responses: { 201: { content: json(named('Thing')) } }
      }
    }
  },
  components: {
    schemas: {
      CreateThing: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', maxLength: 20 },
          count: { type: 'integer', minimum: 1 },
          target: { anyOf: [{ type: 'string' }, { type: 'null' }] }
        }
      } as Schema,
      Thing: {
        type: 'object',
        required: ['id', 'state'],
        properties: {
          id: { type: 'string' },
          state: { type: 'string', enum: ['new', 'done'] },
          note: { type: 'string' }
        }
      } as Schema
    },
    messages: { 'thing.made': { payload: named('Thing') } }
  }
})
type Released = ReturnType<typeof released>

const sent = (api: Released) => api.components.schemas.CreateThing
const given = (api: Released) => api.components.schemas.Thing
const post = (api: Released) => api.paths['/things'].post

const operation_lost = [
  'lost: > createThing application/json accepts CreateThing',
  'lost: > createThing.mode accepts "fast"',
  'lost: > createThing.mode accepts "slow"',
  'lost: createThing offers 201'
]

/** What is changed, how, and what of v1 that breaks. */
const cases: [string, (api: Released) => unknown, string[]][] = [
  ['nothing', () => null, []],
  [
    'another operation',
    (api) =>
      Object.assign(api.paths, {
        '/others': { get: { operationId: 'listOthers', responses: { 200: {} } } }
      }),
    []
  ],
  [
    'a field more in an answer',
    (api) => Object.assign(given(api).properties ?? {}, { size: { type: 'number' } }),
    []
  ],
  ['another value in an answer', (api) => given(api).properties?.['state']?.enum?.push('gone'), []],
  ['a field that is always in the answer now', (api) => given(api).required?.push('note'), []],
  [
    'an optional field in a request',
    (api) => Object.assign(sent(api).properties ?? {}, { size: { type: 'number' } }),
    []
  ],
  ['another value in a request', (api) => post(api).parameters[0]?.schema.enum?.push('idle'), []],
  ['any text where it was one of a list', (api) => delete post(api).parameters[0]?.schema.enum, []],
  [
    'numbers where there were whole ones',
    (api) => Object.assign(sent(api).properties?.['count'] ?? {}, { type: 'number' }),
    []
  ],
  [
    'longer texts',
    (api) => Object.assign(sent(api).properties?.['name'] ?? {}, { maxLength: 30 }),
    []
  ],
  ['no limit of a text', (api) => delete sent(api).properties?.['name']?.maxLength, []],
  ['a field that need not be sent any more', (api) => sent(api).required?.pop(), []],
  [
    'an operation that is gone',
    (api) => Object.assign(api.paths, { '/things': {} }),
    [
      'lost: > CreateThing accepts object',
      'lost: > CreateThing.count accepts integer',
      'lost: > CreateThing.name accepts string',
      'lost: > CreateThing.target accepts null',
      'lost: > CreateThing.target accepts string',
      ...operation_lost,
      'lost: createThing offers POST /things'
    ]
  ],
  [
    'another address',
    (api) => Object.assign(api, { paths: { '/items': api.paths['/things'] } }),
    ['lost: createThing offers POST /things']
  ],
  [
    'another name of an operation',
    (api) => Object.assign(post(api), { operationId: 'addThing' }),
    [...operation_lost, 'lost: createThing offers POST /things']
  ],
  [
    'another status of success',
    (api) => Object.assign(post(api), { responses: { 202: post(api).responses[201] } }),
    ['lost: createThing offers 201']
  ],
  [
    'a field that is no longer in the answer',
    (api) => delete given(api).properties?.['note'],
    ['lost: < Thing may_have note']
  ],
  [
    'a field that is not always in the answer any more',
    (api) => given(api).required?.pop(),
    ['lost: < Thing has state']
  ],
  [
    'a field of an answer that may be null now',
    (api) => Object.assign(given(api).properties ?? {}, { id: { type: ['string', 'null'] } }),
    ['new: < Thing.id is null']
  ],
  [
    'a field of a request that has to be sent now',
    (api) => sent(api).required?.push('count'),
    ['new: > CreateThing needs count']
  ],
  [
    'a parameter that has to be sent now',
    (api) => Object.assign(post(api).parameters[0] ?? {}, { required: true }),
    ['new: > createThing needs mode']
  ],
  [
    'a new field of a request that has to be sent',
    (api) => {
      Object.assign(sent(api).properties ?? {}, { size: { type: 'number' } })
      sent(api).required?.push('size')
    },
    ['new: > CreateThing needs size']
  ],
  [
    'a value that is no longer taken',
    (api) => post(api).parameters[0]?.schema.enum?.pop(),
    ['lost: > createThing.mode accepts "slow"']
  ],
  [
    'null that is no longer taken',
    (api) => sent(api).properties?.['target']?.anyOf?.pop(),
    ['lost: > CreateThing.target accepts null']
  ],
  [
    'a list where any text was taken',
    (api) => Object.assign(sent(api).properties?.['name'] ?? {}, { enum: ['a'] }),
    ['lost: > CreateThing.name accepts string']
  ],
  [
    'shorter texts',
    (api) => Object.assign(sent(api).properties?.['name'] ?? {}, { maxLength: 10 }),
    ['lost: > CreateThing.name at_most 20']
  ],
  [
    'a limit where there was none',
    (api) => Object.assign(sent(api).properties?.['target']?.anyOf?.[0] ?? {}, { maxLength: 10 }),
    ['new: > CreateThing.target at_most 10']
  ],
  [
    'a higher least number',
    (api) => Object.assign(sent(api).properties?.['count'] ?? {}, { minimum: 2 }),
    ['lost: > CreateThing.count at_least 1']
  ]
]

const before = factsOf(released() as Document)

for (const [what, change, expected] of cases) {
  test(`${what} ${expected.length === 0 ? 'breaks nothing' : 'breaks v1'}`, () => {
    const api = released()
    change(api)
    const breaks = breaksOf(before, factsOf(api as Document))
    assert.deepEqual(breaks, expected)
  })
}

test('an event that is gone breaks v1', () => {
  const api = released()
  delete (api.components.messages as Partial<typeof api.components.messages>)['thing.made']
  assert.deepEqual(breaksOf(before, factsOf(api as Document)), ['lost: thing.made offers event'])
})

test('variants that a constant tells apart have facts of their own', () => {
  const variant = (kind: string, needs: string): Schema => ({
    type: 'object',
    required: [needs],
    properties: { kind: { type: 'string', const: kind }, [needs]: { type: 'string' } }
  })
  const api = (...variants: Schema[]): Document => ({
    components: { schemas: {}, messages: {} },
    paths: {
      '/': {
        put: {
          operationId: 'putIt',
          requestBody: { content: json({ oneOf: variants }) },
          responses: {}
        }
      }
    }
  })
  const one = factsOf(api(variant('a', 'x')))
  assert.deepEqual(breaksOf(one, factsOf(api(variant('a', 'x'), variant('b', 'y')))), [])
  assert.notDeepEqual(breaksOf(one, factsOf(api(variant('b', 'y')))), [])
})

test('facts are read back from the lines they are kept as', () => {
  assert.deepEqual(before.map(lineOf).map(factOf), before)
})
