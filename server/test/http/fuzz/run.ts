import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import fc from 'fast-check'
import { Agent, type Dispatcher, request } from 'undici'
import { errors } from '../../../src/domain/errors.ts'
import type { FuzzRequest } from './requests.ts'

/** A process that is measured: a gateway, or (without a database) one that only waits, to compare with. */
export type Measured = {
  address: string
  report(): Promise<{ failures: string[]; stalls: number }>
  end(): Promise<void>
}

export const startMeasured = async (
  urls: { tenant: string; system: string } | null
): Promise<Measured> => {
  const given = urls ? [urls.tenant, urls.system] : []
  const child: ChildProcess = fork(new URL('gateway-process.ts', import.meta.url), given)
  const [{ address }] = (await once(child, 'message')) as [{ address: string }]
  return {
    address,
    report: async () => {
      child.send('report')
      const [report] = await once(child, 'message')
      return report as { failures: string[]; stalls: number }
    },
    end: async () => {
      const gone = once(child, 'exit')
      child.send('end')
      await gone
    }
  }
}

const answer_bytes_max = 64 * 1024

/** What is wrong with the answer to a request; null when all is well. */
export type Judge = (
  status: number,
  type: string,
  body: string,
  retry_after: string
) => string | null

export const judge: Judge = (status, type, body, retry_after) => {
  if (status >= 500 && !(status === 503 && Number(retry_after) > 0)) return `status ${status}`
  if (status < 400) return null
  if (!type.startsWith('application/problem+json')) return `${status} as ${type || 'nothing'}`
  if (body.length > answer_bytes_max) return `${body.length} bytes`
  const { code, detail } = JSON.parse(body) as { code: string; detail: string }
  if (!Object.hasOwn(errors, code)) return `unknown code ${code}`
  return detail ? null : 'no detail'
}

/** Sends samples of the requests, some at a time, and tells of each answer that should not be. */
export const fuzz = async (
  address: string,
  requests: fc.Arbitrary<FuzzRequest>,
  options: { count: number; seed: number; at_once: number }
): Promise<{ wrong: string[]; by_status: Record<string, number> }> => {
  const agent = new Agent({ connections: options.at_once, headersTimeout: 60_000 })
  const wrong: string[] = []
  const by_status: Record<string, number> = {}
  const piece = 500
  for (let done = 0; done < options.count; done += piece) {
    const samples = fc.sample(requests, {
      numRuns: Math.min(piece, options.count - done),
      seed: options.seed + done
    })
    const queue = samples.values()
    await Promise.all(
      Array.from({ length: options.at_once }, async () => {
        for (const one of queue) {
          const fault = await ask(agent, address, one, by_status)
          if (fault) wrong.push(`${fault}: ${describe(one)}`)
        }
      })
    )
    if (wrong.length > 20) break
  }
  await agent.destroy()
  return { wrong, by_status }
}

/** A connection that the server has just closed, or that a refused body was cut off with, is tried anew once. */
const cut_off = new Set(['UND_ERR_SOCKET', 'EPIPE', 'ECONNRESET'])

const ask = async (
  agent: Agent,
  address: string,
  { method, path, headers, body }: FuzzRequest,
  by_status: Record<string, number>,
  again = true
): Promise<string | null> => {
  try {
    const answer = await request(address + path, {
      dispatcher: agent,
      method: method as Dispatcher.HttpMethod,
      headers,
      body
    })
    const text = await answer.body.text()
    by_status[answer.statusCode] = (by_status[answer.statusCode] ?? 0) + 1
    if (method === 'HEAD') return answer.statusCode >= 500 ? `status ${answer.statusCode}` : null
    const type = String(answer.headers['content-type'] ?? '')
    // Whoever opens a link that leads nowhere any more looks at it in a browser.
    if (
      answer.statusCode === 404 &&
      path.startsWith('/session/link/') &&
      type.startsWith('text/html')
    )
      return null
    const retry_after = String(answer.headers['retry-after'] ?? '')
    return judge(answer.statusCode, type, text, retry_after)
  } catch (error) {
    const { code = '' } = error as { code?: string }
    const large = body !== null && body.length > 64 * 1024
    // Of a body that is refused before it was read the rest cannot be sent.
    if (large && cut_off.has(code)) return null
    if (again && cut_off.has(code)) {
      return ask(agent, address, { method, path, headers, body }, by_status, false)
    }
    return `${code} ${(error as Error).message}`
  }
}

const describe = ({ method, path, headers, body }: FuzzRequest): string => {
  const { authorization: _, 'x-api-key': __, ...shown } = headers
  return `${method} ${path} ${JSON.stringify(shown)} ${body?.toString('latin1').slice(0, 400) ?? ''}`
}
