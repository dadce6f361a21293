import { GatewayError, type Problem } from '@whatsapp-saas/sdk'

/** A refusal in the form that the client of the API throws. */
export const problemOf = (content: unknown): GatewayError => {
  const problem = content as Problem
  return new GatewayError(problem, new Response(null, { status: problem.status }))
}

/** What a person reads of an error: the sentence of the gateway where there is one. */
export const sentenceOf = (error: unknown): string => {
  if (!(error instanceof GatewayError))
    return error instanceof Error ? error.message : String(error)
  const { detail, title, errors } = error.problem
  const [first] = errors ?? []
  return first ? first.message : detail || title
}

/** The sentences of a refusal for the fields of a form, by their names. */
export const fieldErrors = (error: unknown): Record<string, string> =>
  error instanceof GatewayError
    ? Object.fromEntries((error.problem.errors ?? []).map(({ path, message }) => [path, message]))
    : {}
