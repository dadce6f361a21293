import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import type { Json } from './client.ts'
import type { Random } from './random.ts'
import { wordsOf } from './words-of.ts'

/** One event as a tenant's server came to know it. */
export type Seen = {
  type: string
  /** The message it tells of, when it does. */
  whatsapp_id: string | undefined
  session_id: string | null
  /** What the message says, when it is one. */
  text: string | undefined
  times: number
  /** Tells one body from another. */
  digest: string
  /** Whether it was taken with a 2xx, at least once. */
  taken: boolean
}

export type Receiver = {
  /** Where the webhooks of this tenant go. */
  url(tenant: number): string
  trust(tenant: number, secret: string): void
  /** Events of a tenant by webhook-id. */
  seen(tenant: number): Map<string, Seen>
  problems: string[]
  counts: { posts: number; redelivered: number; refused: number }
  stop(): Promise<void>
}

const refusals = 0.01

/** Every tenant's server in one: checks signatures, counts what comes, refuses one in a hundred. */
export const startReceiver = async (random: Random): Promise<Receiver> => {
  const secrets = new Map<number, Webhook>()
  const events = new Map<number, Map<string, Seen>>()
  const problems: string[] = []
  const counts = { posts: 0, redelivered: 0, refused: 0 }

  const seenOf = (tenant: number): Map<string, Seen> => {
    const known = events.get(tenant) ?? new Map<string, Seen>()
    events.set(tenant, known)
    return known
  }

  const take = (
    tenant: number,
    id: string,
    body: string,
    headers: Record<string, string>
  ): boolean => {
    counts.posts++
    try {
      secrets.get(tenant)?.verify(body, headers)
    } catch (error) {
      problems.push(`webhook ${id} of tenant ${tenant}: ${(error as Error).message}`)
    }
    const event = JSON.parse(body) as Json
    if (event.id !== id) problems.push(`webhook-id ${id} carries the event ${event.id}`)
    const seen = seenOf(tenant).get(id)
    const digest = createHash('sha1').update(body).digest('hex')
    if (seen && seen.digest !== digest)
      problems.push(`webhook ${id} came with two different bodies`)
    if (seen) counts.redelivered++
    const taken = random.next() >= refusals
    if (!taken) counts.refused++
    seenOf(tenant).set(id, {
      type: event.type,
      whatsapp_id: event.data.whatsapp_id,
      session_id: event.session_id,
      text: wordsOf(event.data),
      times: (seen?.times ?? 0) + 1,
      digest,
      taken: taken || (seen?.taken ?? false)
    })
    return taken
  }

  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    try {
      for await (const part of request) parts.push(part as Buffer)
    } catch (error) {
      // The sender was killed in the middle of it.
      response.destroy(error as Error)
      return
    }
    const headers = request.headers as Record<string, string>
    const tenant = Number(request.url?.split('/').at(-1))
    const id = headers['webhook-id'] ?? ''
    response.statusCode = take(tenant, id, Buffer.concat(parts).toString(), headers) ? 204 : 503
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: (tenant) => `http://127.0.0.1:${port}/hook/${tenant}`,
    trust: (tenant, secret) => void secrets.set(tenant, new Webhook(secret)),
    seen: seenOf,
    problems,
    counts,
    stop: async () => {
      server.close()
      server.closeAllConnections()
    }
  }
}
