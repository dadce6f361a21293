import { Pool } from 'undici'
import { percentile } from './figures.ts'

// Callers of a measurement, in a process of their own: each asks for the next thing when it has the answer to the last.
export type CallOrder = {
  origin: string
  callers: number
  seconds: number
  /** Made in turn, by whichever caller is free. */
  requests: { method: 'GET' | 'POST'; path: string; token: string | null; body: string | null }[]
}
export type CallFigures = {
  per_second: number
  p50_ms: number
  p99_ms: number
  answers: number
  refused: number
}

const callFor = async (order: CallOrder): Promise<CallFigures> => {
  const { origin, callers, seconds, requests } = order
  const pool = new Pool(origin, { connections: callers, pipelining: 1 })
  const took_ms: number[] = []
  let next = 0
  let refused = 0
  const began_ms = performance.now()
  const end_ms = began_ms + seconds * 1_000
  const call = async (): Promise<void> => {
    while (performance.now() < end_ms) {
      const one = requests[next++ % requests.length]
      if (!one) return
      const { method, path, token, body } = one
      const sent_ms = performance.now()
      const answer = await pool.request({
        method,
        path,
        body,
        headers: {
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(body !== null && { 'content-type': 'application/json' })
        }
      })
      await answer.body.dump()
      took_ms.push(performance.now() - sent_ms)
      if (answer.statusCode >= 300) refused++
    }
  }
  await Promise.all(Array.from({ length: callers }, call))
  const all_s = (performance.now() - began_ms) / 1_000
  await pool.destroy()
  return {
    per_second: took_ms.length / all_s,
    p50_ms: percentile(took_ms, 0.5),
    p99_ms: percentile(took_ms, 0.99),
    answers: took_ms.length,
    refused
  }
}

process.on('message', async (order: CallOrder) => {
  process.send?.(await callFor(order))
  process.disconnect()
})
