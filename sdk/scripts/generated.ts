import { readFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'
import { type Document, operationsOf, withDistinctNames } from './operations.ts'

/** A file of `src/generated`, as the documents of the API say. */
export type Generated = { path: string; text: string }

const head = '// Written by `npm run docs:dump` from the documents of the API. Do not edit.\n\n'

const read = async (name: string): Promise<Document> =>
  JSON.parse(await readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8'))

const typesOf = async (document: object): Promise<string> =>
  head + astToString(await openapiTS(document as Parameters<typeof openapiTS>[0]))

/** Without the answers that are errors: all of them are problem details, and a call throws them. */
const successes = (document: Document): Document => ({
  ...document,
  paths: mapValues(document.paths, (methods) =>
    mapValues(methods, (operation) => ({
      ...operation,
      responses: Object.fromEntries(
        Object.entries(operation.responses)
          .filter(([status]) => status.startsWith('2'))
          .map(([status, { content }]) => [status, { description: '', content }])
      )
    }))
  )
})

const mapValues = <T, R>(of: Record<string, T>, to: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(of).map(([key, value]) => [key, to(value)]))

/** The events are schemas of another document: they get the place that the types are made from. */
const eventsDocument = (asyncapi: Document): object => ({
  openapi: '3.1.0',
  info: { title: 'Events', version: '1' },
  paths: {},
  components: { schemas: asyncapi.components.schemas }
})

const eventUnion = (asyncapi: Document): string => {
  const types = Object.entries(asyncapi.components.schemas)
    .filter(([name]) => name.includes('.') && name !== 'stream.ended')
    .map(([name]) => `  '${name}': components['schemas']['${name}']\n`)
  return `\n/** Every event by its type. */\nexport interface EventsByType {\n${types.join('')}}\n`
}

export const generated = async (): Promise<Generated[]> => {
  const openapi = await read('openapi.json')
  const asyncapi = await read('asyncapi.json')
  const table = operationsOf(openapi)
  withDistinctNames(openapi)
  const rows = table.map(
    ({ id, method, path, query, headers, answer }) =>
      `  ${id}: ${JSON.stringify({ method, path, query, headers, answer })}`
  )
  return [
    { path: 'api.ts', text: await typesOf(successes(openapi)) },
    { path: 'events.ts', text: (await typesOf(eventsDocument(asyncapi))) + eventUnion(asyncapi) },
    {
      path: 'operations.ts',
      text: `${head}export const operation_table = {\n${rows.join(',\n')}\n} as const\n`
    }
  ]
}
