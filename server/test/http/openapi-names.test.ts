import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

type Content = Record<string, { schema: { $ref?: string } }>
type Operation = {
  operationId: string
  requestBody?: { required: boolean; content: Content }
  responses: Record<string, { content?: Content }>
}
type Document = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown> }
}

const nameOf = (content: Content | undefined): string | undefined =>
  content?.['application/json']?.schema.$ref?.replace('#/components/schemas/', '')

test('no two schemas have the same name: the documents would show one in the place of the other', () => {
  const ids = globSync('server/src/**/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\.meta\(\{\s*id: '(\w+)'/g)].map(([, id]) => id)
  )
  assert.ok(ids.length > 100)
  assert.deepEqual(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    []
  )
})

for (const file of ['docs/openapi.json', 'docs/openapi-session-auth.json']) {
  const { paths, components } = JSON.parse(readFileSync(file, 'utf8')) as Document
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
  const ids = operations.map(({ operationId }) => operationId)

  test(`${file}: every operation is called by a verb and a noun, and no two alike`, () => {
    assert.deepEqual(
      ids.filter((id) => !/^[a-z]+([A-Z][a-z]+)+$/.test(id ?? '')),
      []
    )
    assert.deepEqual(
      ids.filter((id, at) => ids.indexOf(id) !== at),
      []
    )
  })

  test(`${file}: what is sent is named for its operation, and what is answered has a name`, () => {
    const wrong = operations.filter(({ operationId, requestBody, responses }) => {
      const sent = requestBody?.content['application/json'] && nameOf(requestBody.content)
      const type = operationId.charAt(0).toUpperCase() + operationId.slice(1)
      const answered = Object.values(responses).filter(
        ({ content }) => content?.['application/json']
      )
      return (
        (sent !== undefined && sent !== type) || answered.some(({ content }) => !nameOf(content))
      )
    })
    assert.deepEqual(
      wrong.map(({ operationId }) => operationId),
      []
    )
    assert.deepEqual(
      Object.keys(components.schemas).filter((name) => /(Input|Answer)$/.test(name)),
      []
    )
  })
}

test('a body that a call may leave out is not called required, and every other one is', () => {
  const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Document
  const bodyOf = (path: string) => paths[path]?.['post']?.requestBody?.required
  assert.equal(bodyOf('/api/v1/messages/{id}/star'), false)
  assert.equal(bodyOf('/api/v1/messages'), true)
  assert.equal(bodyOf('/api/v1/media'), true)
})
