import { getBinaryNodeChild } from 'baileys'
import { z } from 'zod'
import { type Ask, QuestionRefused } from './ask.ts'

export type GraphQuestion = {
  query_id: string
  /** Where in the data the answer is. */
  path: string
  variables: object
}

const GraphAnswer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string().nullish(),
        extensions: z.object({ error_code: z.union([z.number(), z.string()]).nullish() }).nullish()
      })
    )
    .nullish()
})

/**
 * Asks WhatsApp in the way of GraphQL and answers what stands at the path; null: nothing. Its refusals are in the result:
 * they reject as those of any other question.
 */
export const askGraph = async (
  ask: Ask,
  { query_id, path, variables }: GraphQuestion,
  signal: AbortSignal
): Promise<unknown> => {
  const content = Buffer.from(JSON.stringify({ variables }))
  const query = { tag: 'query', attrs: { query_id }, content }
  const answer = await ask({ xmlns: 'w:mex', type: 'get', content: [query] }, signal)
  const read = GraphAnswer.safeParse(jsonIn(getBinaryNodeChild(answer, 'result')?.content))
  if (!read.success) throw refusal(undefined, 'an answer that cannot be read')
  const { data, errors } = read.data
  const [error] = errors ?? []
  if (error) throw refusal(error.extensions?.error_code, error.message)
  return data?.[path] ?? null
}

const jsonIn = (content: unknown): unknown => {
  if (!(content instanceof Uint8Array)) return undefined
  try {
    return JSON.parse(Buffer.from(content).toString())
  } catch {
    return undefined
  }
}

const refusal = (
  code: string | number | null | undefined,
  text: string | null | undefined
): QuestionRefused =>
  new QuestionRefused({
    tag: 'error',
    attrs: { ...(code != null && { code: String(code) }), ...(text && { text }) }
  })
