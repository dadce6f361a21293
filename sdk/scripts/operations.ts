type Parameter = { name: string; in: 'path' | 'query' | 'header' }
type Content = Record<string, { schema?: object }>
type Operation = {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { content?: Content }>
}
export type Schema = { $ref?: string; properties?: object; oneOf?: Schema[]; anyOf?: Schema[] }
/** What is read of a document of the API. */
export type Document = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

/** What an answer is: an object, nothing, events that go on, or a file. */
export type Answer = 'json' | 'none' | 'events' | 'file'
export type OperationRow = {
  id: string
  method: string
  path: string
  query: string[]
  headers: string[]
  answer: Answer
}

/** One row for each call of the API, in the order of the document. */
export const operationsOf = (document: Document): OperationRow[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const named = (where: Parameter['in']): string[] =>
        (operation.parameters ?? []).filter((one) => one.in === where).map((one) => one.name)
      return {
        id: operation.operationId,
        method: method.toUpperCase(),
        path,
        query: named('query'),
        headers: named('header'),
        answer: answerOf(operation)
      }
    })
  )

const answerOf = ({ responses }: Operation): Answer => {
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? []
  const types = Object.keys(success?.content ?? {})
  if (types.length === 0) return 'none'
  if (types.includes('application/json')) return 'json'
  return types.includes('text/event-stream') ? 'events' : 'file'
}

/** A call takes the parameters of its path and query and the members of its body as one object: no name may stand for two. */
export const withDistinctNames = (document: Document): void => {
  for (const methods of Object.values(document.paths)) {
    for (const operation of Object.values(methods)) {
      const schema = operation.requestBody?.content['application/json']?.schema
      const taken = new Set((operation.parameters ?? []).map((one) => one.name))
      for (const name of schema ? namesOf(document, schema) : []) {
        if (taken.has(name)) {
          throw new Error(`${operation.operationId}: "${name}" is a parameter and in the body`)
        }
      }
    }
  }
}

const namesOf = (document: Document, schema: Schema): string[] => {
  if (schema.$ref) {
    const named = document.components.schemas[schema.$ref.split('/').pop() ?? '']
    return named ? namesOf(document, named) : []
  }
  const parts = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]
  return [
    ...Object.keys(schema.properties ?? {}),
    ...parts.flatMap((part) => namesOf(document, part))
  ]
}
