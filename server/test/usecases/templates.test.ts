import assert from 'node:assert/strict'
import { newId } from '../../src/domain/ids.ts'
import { template_routes } from '../../src/http/routes/templates/routes.ts'
import { type Answer, harness } from '../../testkit/app.ts'
import { proveGuards } from '../../testkit/guards.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { template_body } from '../../testkit/template-calls.ts'

const test = sideBySide(4)

const templates = '/api/v1/templates'
const fieldsOf = (answer: Answer): Record<string, string> =>
  Object.fromEntries(
    (answer.json().errors as { path: string; message: string }[]).map((one) => [
      one.path,
      one.message
    ])
  )

test('a template is created, read, listed, changed and deleted, and each change of what it says is a version', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant())
  const made = await me.post(templates, template_body)
  assert.equal(made.statusCode, 201, made.body)
  const template = made.json()
  assert.equal(template.version, 1)
  assert.deepEqual(template.texts, template_body.texts)
  const path = `${templates}/${template.id}`
  assert.deepEqual((await me.get(path)).json(), template)
  assert.deepEqual((await me.get(templates)).json().data, [template])

  const renamed = (await me.patch(path, { name: 'Parcel', description: 'Of ours' })).json()
  assert.deepEqual([renamed.name, renamed.description, renamed.version], ['Parcel', 'Of ours', 1])
  const texts = { de: 'Hallo {{name}} aus {{city}}' }
  const lost = await me.patch(path, { texts })
  assert.deepEqual(fieldsOf(lost), {
    default_language: 'Must be one of the languages in texts.'
  })
  assert.equal((await me.get(path)).json().version, 1, 'nothing is half done')
  const after = (await me.patch(path, { texts, default_language: 'de' })).json()
  assert.equal(after.version, 2)
  assert.deepEqual(after.variables.city, { type: 'text' }, 'one that only stands in the text')
  const versions = (await me.get(`${path}/versions`)).json().data
  assert.deepEqual(
    versions.map((one: { version: number; default_language: string }) => [
      one.version,
      one.default_language
    ]),
    [
      [2, 'de'],
      [1, 'en']
    ]
  )
  assert.equal((await me.delete(path)).statusCode, 204)
  assert.equal((await me.get(path)).statusCode, 404)
  assert.equal(await app.count('template_versions'), 0)
  const { data } = (await me.get('/api/v1/audit-log')).json()
  const actions = data.map((one: { action: string }) => one.action)
  for (const action of ['template.created', 'template.updated', 'template.deleted'])
    assert.ok(actions.includes(action), action)
})

test('only the last hundred versions are kept', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant({ plan: 'unlimited' }))
  const { id } = (await me.post(templates, template_body)).json()
  await app.owner.query('update templates set version = 200 where id = $1', [id])
  await app.owner.query('update template_versions set version = 200')
  await app.owner.query(
    `insert into template_versions (template_id, tenant_id, version, default_language, texts, variables)
     select template_id, tenant_id, v, 'en', '{"en":"x"}', '{}' from template_versions, generate_series(100, 199) v`
  )
  const changed = await me.patch(`${templates}/${id}`, { texts: { en: 'new' } })
  assert.equal(changed.json().version, 201)
  const { data } = (await me.get(`${templates}/${id}/versions`)).json()
  assert.deepEqual([data.length, data.at(-1).version], [100, 102])
})

test('what is wrong with a template is said field by field', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant())
  const refused = async (body: object) => {
    const answer = await me.post(templates, { ...template_body, ...body })
    assert.equal(answer.statusCode, 422, answer.body)
    return fieldsOf(answer)
  }
  assert.deepEqual(await refused({ texts: {} }), { texts: 'Must have 1 to 50 languages.' })
  assert.match((await refused({ texts: { en: 'Hi {{first name}}' } }))['texts.en'] ?? '', /braces/)
  assert.match((await refused({ texts: { en: 'Hi {{name' } }))['texts.en'] ?? '', /braces/)
  assert.deepEqual(Object.keys(await refused({ texts: { 'not a tag': 'x' } })), ['texts.not a tag'])
  assert.deepEqual(await refused({ default_language: 'fr' }), {
    default_language: 'Must be one of the languages in texts.'
  })
  const variable = async (one: object) => refused({ variables: { x: one } })
  assert.deepEqual(Object.keys(await variable({ type: 'money', currency: 'euro' })), [
    'variables.x.currency'
  ])
  assert.deepEqual(await variable({ type: 'date', default: '2026-02-30' }), {
    'variables.x.default': 'Must be a date such as 2026-01-31.'
  })
  assert.deepEqual(await variable({ type: 'datetime', time_zone: 'Mars/Base' }), {
    'variables.x.time_zone': 'Must be a time zone such as Africa/Cairo.'
  })
  assert.deepEqual(await variable({ type: 'text', colour: 'red' }), {
    'variables.x.colour': 'There is no such field.'
  })
  await me.post(templates, template_body)
  const again = await me.post(templates, template_body)
  assert.equal(`${again.statusCode} ${again.json().code}`, '409 template_name_taken')
  const other = (await me.post(templates, { ...template_body, name: 'Other' })).json()
  const rename = await me.patch(`${templates}/${other.id}`, { name: template_body.name })
  assert.equal(`${rename.statusCode} ${rename.json().code}`, '409 template_name_taken')
})

test('a tenant has a thousand templates at most', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  await app.owner.query(
    "insert into templates (id, tenant_id, name, version) select new_id('tpl'), $1, n::text, 1 from generate_series(1, 1000) n",
    [tenant.tenant_id]
  )
  const answer = await app.as(tenant).post(templates, template_body)
  assert.equal(`${answer.statusCode} ${answer.json().code}`, '409 list_full')
})

test('a preview writes values as the language does, takes defaults, and says what is wrong with each value', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant())
  const { id } = (
    await me.post(templates, {
      name: 'All types',
      default_language: 'en',
      texts: {
        en: '{{ who }}|{{n}}|{{sum}}|{{day}}|{{at}}|{{link}}|{{order.id}}',
        de: '{{n}}|{{sum}}|{{day}}'
      },
      variables: {
        who: { type: 'text', default: 'you', max_length: 5 },
        n: { type: 'number', decimals_max: 1 },
        sum: { type: 'money', currency: 'EUR' },
        day: { type: 'date' },
        at: { type: 'datetime', time_zone: 'Africa/Cairo', format: 'short' },
        link: { type: 'url' }
      }
    })
  ).json()
  const preview = (body: object) => me.post(`${templates}/${id}/preview`, body)
  const variables = {
    n: 1234.56,
    sum: '1234.5',
    day: '2026-03-01',
    at: '2026-01-31T12:00:00Z',
    link: 'https://example.com/a',
    'order.id': '{{who}}'
  }
  const shown = await preview({ variables })
  assert.equal(shown.statusCode, 200, shown.body)
  assert.deepEqual(shown.json().template, { id, version: 1, language: 'en' })
  const [who, n, sum, day, at, link, order] = shown.json().text.body.split('|')
  assert.deepEqual([who, n, sum, day], ['you', '1,234.6', '€1,234.50', 'March 1, 2026'])
  assert.match(at, /1\/31\/26, 2:00\sPM/)
  assert.deepEqual(
    [link, order],
    [variables.link, '{{who}}'],
    'braces of a value stand for nothing'
  )
  const { n: n1, sum: s1, day: d1 } = variables
  const german = (
    await preview({ language: 'de-AT', variables: { n: n1, sum: s1, day: d1 } })
  ).json()
  assert.equal(german.template.language, 'de', 'the closest one')
  assert.equal(german.text.body.replaceAll('\u00a0', ' '), '1.234,6|1.234,50 €|1. März 2026')
  assert.equal((await preview({ language: 'fr', variables })).json().template.language, 'en')

  const wrong = await preview({
    variables: {
      who: 'Methuselah',
      n: 'many',
      day: '1 March',
      at: '2026',
      link: 'x',
      colour: 'red'
    }
  })
  assert.equal(wrong.statusCode, 422)
  assert.deepEqual(fieldsOf(wrong), {
    'variables.colour': 'The template has no such variable.',
    'variables.who': 'Must have at most 5 characters.',
    'variables.n': 'Must be a number.',
    'variables.sum': 'Is required.',
    'variables.day': 'Must be a date such as 2026-01-31.',
    'variables.at': 'Must be a time in RFC 3339 form, such as 2026-01-31T12:00:00Z.',
    'variables.link': 'Must be a web address (http or https).',
    'variables.order.id': 'Is required.'
  })
  assert.equal((await preview({ version: 2, variables })).statusCode, 404)
})

test('a message is made from a template, alone and in bulk, and says from which version', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const me = app.as(tenant)
  const session_id = await seedConnected(app, tenant)
  const { id } = (await me.post(templates, template_body)).json()
  const asked = (template: object) => ({
    session_id,
    to: '+201001234567',
    type: 'template',
    template: { id, ...template }
  })
  const key = { 'idempotency-key': 'once' }
  const body = asked({ variables: { name: 'Amal', total: 9 } })
  const sent = await me.post('/api/v1/messages', body, key)
  assert.equal(sent.statusCode, 202, sent.body)
  const message = sent.json()
  assert.deepEqual(
    [message.type, message.text.body, message.template],
    ['text', 'Hello Amal, it costs €9.00.', { id, version: 1, language: 'en' }]
  )
  await me.patch(`${templates}/${id}`, { texts: { en: 'Bye {{name}}' } })
  const read = (await me.get(`/api/v1/messages/${message.id}`)).json()
  assert.deepEqual([read.text, read.template], [message.text, message.template])

  const refused = await me.post('/api/v1/messages', asked({ variables: { size: 1 } }))
  assert.equal(refused.statusCode, 422, refused.body)
  assert.deepEqual(fieldsOf(refused), {
    'template.variables.size': 'The template has no such variable.'
  })
  const bulk = await me.post('/api/v1/messages/bulk', {
    messages: [
      asked({}),
      asked({ version: 1, language: 'ar', variables: { name: 'أمل' } }),
      asked({ version: 1 }),
      asked({ id: newId('template') }),
      { session_id, to: '+201001234567', type: 'text', text: { body: 'plain' } }
    ]
  })
  const results = bulk
    .json()
    .results.map((one: { message?: object; error?: { code: string } }) =>
      one.error ? one.error.code : 'accepted'
    )
  assert.deepEqual(results, ['accepted', 'accepted', 'validation_failed', 'not_found', 'accepted'])
  const rows = await app.owner.query<{ body: string }>(
    "select content->'text'->>'body' as body from messages order by id"
  )
  assert.deepEqual(
    rows.map((row) => row.body),
    [message.text.body, 'Bye there', 'مرحبا أمل', 'plain']
  )
  await me.delete(`${templates}/${id}`)
  const again = await me.post('/api/v1/messages', body, key)
  assert.equal(again.headers['idempotent-replayed'], 'true', 'though the template is gone')
  assert.equal(again.json().id, message.id)
  assert.equal((await me.post('/api/v1/messages', body)).statusCode, 404)
})

test('a text of a template that has nothing left is not sent', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const session_id = await seedConnected(app, tenant)
  const { id } = (
    await me.post(templates, { name: 'x', default_language: 'en', texts: { en: ' {{a}} ' } })
  ).json()
  const send = (a: string) =>
    me.post('/api/v1/messages', {
      session_id,
      to: '+201001234567',
      type: 'template',
      template: { id, variables: { a } }
    })
  assert.deepEqual(Object.keys(fieldsOf(await send(''))), ['template.variables'])
  assert.equal((await send('b')).json().text.body, ' b ')
})

test('templates are guarded', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const { id } = (await app.as(tenant).post(templates, template_body)).json()
  const bodies = {
    'PATCH /api/v1/templates/:id': { name: 'x' },
    'POST /api/v1/templates/:id/preview': {}
  }
  await proveGuards(app, template_routes, (url) => url.replace(':id', id), bodies)
  const stranger = await app.seed.tenant()
  const session_id = await seedConnected(app, stranger)
  const body = { session_id, to: '+201001234567', type: 'template', template: { id } }
  assert.equal((await app.as(stranger).post('/api/v1/messages', body)).statusCode, 404)
})
