import { randomUUID } from 'node:crypto'
import type { Caller } from '../../testkit/caller.ts'

/** Who misbehaves, and what he has to do it with. */
export type Noisy = {
  url: string
  token: string
  caller: Caller
  /** A caller without that credential, or with another one. */
  call(token?: string): Caller
  session_id: string
  to: string
}

/** One way in which a tenant, or a stranger, asks for more than his part. `once` is done again and again by many at once. */
export type Noise = {
  name: string
  callers: number
  once(noisy: Noisy, nth: number): Promise<unknown>
}

const text = (noisy: Noisy, body: string) => ({
  session_id: noisy.session_id,
  to: noisy.to,
  type: 'text',
  text: { body }
})

const from = (nth: number) => ({ 'x-forwarded-for': `198.51.100.${nth % 250}` })

export const noises: Noise[] = [
  {
    name: 'huge lists',
    callers: 40,
    once: ({ caller }) => caller.get('/api/v1/messages?limit=100&type=nothing')
  },
  {
    name: 'bulk sends to its cap',
    callers: 4,
    once: (noisy, nth) =>
      noisy.caller.post('/api/v1/messages/bulk', {
        messages: Array.from({ length: 200 }, (_, one) => text(noisy, `bulk ${nth} ${one}`))
      })
  },
  {
    name: '100 streams',
    callers: 100,
    once: async ({ url, token }) => {
      const leaving = AbortSignal.timeout(1_000)
      const headers = { authorization: `Bearer ${token}` }
      const answer = await fetch(`${url}/api/v1/events/stream`, {
        headers,
        signal: leaving
      })
      await answer.text()
    }
  },
  {
    name: 'webhook receivers that hang',
    callers: 10,
    // The harness gives this tenant receivers that never answer.
    once: (noisy, nth) => noisy.caller.post('/api/v1/messages', text(noisy, `hang ${nth}`))
  },
  {
    name: 'big bodies',
    callers: 20,
    once: ({ caller }) => caller.post('/api/v1/messages', { text: { body: 'x'.repeat(900_000) } })
  },
  {
    name: 'a flood of registrations',
    callers: 120,
    once: ({ call }, nth) =>
      call().post(
        '/api/v1/auth/register',
        { email: `${randomUUID()}@example.com`, password: 'correct horse battery', name: 'X' },
        from(nth)
      )
  },
  {
    name: 'a flood of log-ins',
    callers: 120,
    once: ({ call }, nth) =>
      call().post(
        '/api/v1/auth/login',
        { email: `${randomUUID()}@example.com`, password: 'x' },
        from(nth)
      )
  },
  {
    name: 'wrong keys',
    callers: 60,
    once: ({ call }) =>
      call(`wak_${randomUUID().replaceAll('-', 'x').padEnd(43, 'x')}`).get('/api/v1/sessions')
  },
  {
    name: 'one Idempotency-Key again and again',
    callers: 40,
    once: (noisy) =>
      noisy.caller.post('/api/v1/messages', text(noisy, 'the same'), {
        'idempotency-key': 'the same'
      })
  },
  {
    name: 'a flood of events',
    callers: 30,
    once: (noisy, nth) => noisy.caller.post('/api/v1/messages', text(noisy, `event ${nth}`))
  },
  {
    name: 'QR codes asked for without an end',
    callers: 40,
    once: ({ caller, session_id }) => caller.get(`/api/v1/sessions/${session_id}/qr`)
  },
  {
    name: 'sends that are canceled at once',
    callers: 30,
    once: async (noisy, nth) => {
      const later = new Date(Date.now() + 3_600_000).toISOString()
      const sent = await noisy.caller.post('/api/v1/messages', {
        ...text(noisy, `cancel ${nth}`),
        send_at: later
      })
      await noisy.caller.post(`/api/v1/messages/${sent.body.id}/cancel`)
    }
  }
]
