import type { z } from 'zod'
import { ProviderError } from './contract.ts'

const usual_answer_ms = 15_000
const answer_bytes_max = 1024 * 1024
const told_max = 200
/** Not refused for good: a key that is wrong is put right one day, and then the money of that time is asked for. */
const later = new Set([401, 403, 408, 409, 429])

export type Question = {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
}

/** Asks a provider, and gives what it answers in the shape that is expected of it. Nothing of the question is in an error. */
export const ask = async <Schema extends z.ZodType>(
  provider: string,
  { method, url, headers, body }: Question,
  schema: Schema,
  answer_ms = usual_answer_ms
): Promise<z.output<Schema>> => {
  const signal = AbortSignal.timeout(answer_ms)
  const { status, text } = await exchange(provider, url, {
    method,
    headers,
    signal,
    redirect: 'error',
    ...(body !== undefined && { body })
  })
  const said = parsed(text)
  if (status >= 300) {
    const kind = status >= 500 || later.has(status) ? 'unavailable' : 'refused'
    throw new ProviderError(kind, `${provider} answered ${status}: ${reasonIn(said)}`)
  }
  const read = schema.safeParse(said)
  if (read.success) return read.data
  const places = read.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw new ProviderError(
    'unavailable',
    `${provider} answered ${status}, not as expected: ${places}`
  )
}

const exchange = async (
  provider: string,
  url: string,
  init: RequestInit
): Promise<{ status: number; text: string }> => {
  try {
    const response = await fetch(url, init)
    const chunks: Uint8Array[] = []
    let bytes = 0
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength
      if (bytes > answer_bytes_max) throw new Error('the answer is too long')
      chunks.push(chunk)
    }
    return { status: response.status, text: Buffer.concat(chunks).toString() }
  } catch (error) {
    const { name, cause } = error as { name?: string; cause?: { code?: string } }
    const why = cause?.code ?? name ?? 'error'
    throw new ProviderError('unavailable', `${provider} did not answer: ${why}`)
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What the provider says of it, in short. */
const reasonIn = (said: unknown): string => {
  const { error, detail, message } = (said ?? {}) as Record<string, unknown>
  const { message: text, code } = (error ?? {}) as Record<string, unknown>
  const told = [code, text, detail, message].filter((one) => typeof one === 'string')
  return told.join(': ').slice(0, told_max) || 'no reason'
}
