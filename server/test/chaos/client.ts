import { setTimeout as pause } from 'node:timers/promises'
import { Agent, FormData, request } from 'undici'

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into as they come
export type Json = any

/** A caller who knows how to behave: asks again on a broken connection, on 5xx and on 409, with the same Idempotency-Key. */
export type Client = {
  call(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: object,
    options?: { idempotency_key?: string; until_status?: number }
  ): Promise<{ status: number; body: Json; replayed: boolean }>
}

/** What callers went through. */
export type ClientCounts = {
  calls: number
  broken: number
  unavailable: number
  conflicts: number
  replayed: number
}

export const createCounts = (): ClientCounts => ({
  calls: 0,
  broken: 0,
  unavailable: 0,
  conflicts: 0,
  replayed: 0
})

const answer_within_ms = 30_000
const give_up_after_ms = 120_000

export type Callers = {
  as(credential?: string): Client
  counts: ClientCounts
  /** Answers that no caller should have to understand. */
  problems: string[]
  close(): Promise<void>
}

/** Clients of these gateways; each call goes to the next one, and so does each retry. */
export const createCallers = (gateways: string[]): Callers => {
  const agent = new Agent({ connections: 32, pipelining: 1, allowH2: false })
  const counts = createCounts()
  const problems: string[] = []
  let turn = 0

  const once = async (
    credential: string | undefined,
    method: string,
    path: string,
    body: object | undefined,
    key: string | undefined
  ) => {
    counts.calls++
    const response = await request(`${gateways[turn++ % gateways.length]}${path}`, {
      dispatcher: agent,
      method: method as 'GET',
      headers: {
        ...(credential && { authorization: `Bearer ${credential}` }),
        ...(body && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key })
      },
      body: body instanceof FormData ? body : body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(answer_within_ms)
    })
    const text = await response.body.text()
    return {
      status: response.statusCode,
      body: text ? JSON.parse(text) : undefined,
      replayed: response.headers['idempotent-replayed'] === 'true',
      retry_after_s: Number(response.headers['retry-after'] ?? 0)
    }
  }

  const as = (credential?: string): Client => ({
    call: async (method, path, body, { idempotency_key, until_status } = {}) => {
      const deadline = Date.now() + give_up_after_ms
      for (let wait_ms = 50; ; wait_ms = Math.min(1_000, wait_ms * 2)) {
        let said = ''
        try {
          const answer = await once(credential, method, path, body, idempotency_key)
          const again =
            answer.status >= 500 ||
            (answer.status === 409 && until_status !== undefined && until_status !== 409)
          if (answer.status >= 500 && !(answer.status === 503 && answer.retry_after_s > 0))
            problems.push(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
          if (answer.replayed) counts.replayed++
          if (!again) return answer
          if (answer.status === 409) counts.conflicts++
          else counts.unavailable++
          said = `${answer.status} ${JSON.stringify(answer.body)}`
        } catch (error) {
          counts.broken++
          said = String(error)
        }
        if (Date.now() > deadline)
          throw new Error(`${method} ${path} was tried for ${give_up_after_ms} ms in vain: ${said}`)
        await pause(wait_ms)
      }
    }
  })
  return { as, counts, problems, close: () => agent.destroy() }
}
