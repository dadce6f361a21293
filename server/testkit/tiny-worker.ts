import { createServer, type IncomingMessage } from 'node:http'
import { type CallNeeds, isCallName, readCallInput, session_calls } from '../src/control/calls.ts'
import { type ErrorCode, errors } from '../src/domain/errors.ts'
import { openDb } from '../src/lib/db.ts'
import { releaseLeases, renewLeases } from '../src/store/leases/renew.ts'

// A worker's control port and leases with no WhatsApp behind them: what orchestration can see of a worker, and fast to start.
const env = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}
const instance_id = env('INSTANCE_ID')
const token = env('WORKER_TOKEN')
const lease_seconds = Number(env('LEASE_SECONDS'))
const db = openDb({
  url: env('DATABASE_WORKER_URL'),
  connections_max: 2,
  application_name: 'tiny worker',
  settings: { 'app.worker_token': token }
})
const sessions = new Map<string, number>()
const held = () => [...sessions].map(([session_id, epoch]) => ({ session_id, epoch }))
let heard_ms = performance.now()
let status = 'running'

const leave = async (): Promise<void> => {
  await releaseLeases(db, held())
  process.exit(0)
}

const report = (session_id: string, status: string): Promise<unknown> =>
  db.query('update sessions set status = $2, status_reason = null where id = $1', [
    session_id,
    status
  ])

const body = async (request: IncomingMessage): Promise<Record<string, unknown>> =>
  JSON.parse(Buffer.concat(await request.toArray()).toString()) as Record<string, unknown>

/** There is no WhatsApp behind it that could answer a call. */
const refusalOf = (session_id: string, needs: CallNeeds): [number, object] => {
  const code = sessions.has(session_id) ? otherwise[needs] : 'session_not_started'
  return [errors[code].status, { code, detail: errors[code].text }]
}

const otherwise = {
  link_offer: 'session_connected',
  passkey_signature: 'passkey_not_asked',
  passkey_comparison: 'passkey_code_not_shown',
  connected: 'call_timed_out'
} as const satisfies Record<CallNeeds, ErrorCode>

type Given = { session_id: string; epoch: number; key: string }

createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://worker')
  const answer = (status: number, value?: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(value === undefined ? undefined : JSON.stringify(value))
  }
  if (request.headers.authorization !== `Bearer ${token}`) {
    return answer(401, { code: 'unauthenticated' })
  }
  const call = `${request.method} ${url.pathname.replace(/ses_[0-9a-f]+/, ':id')}`
  const session_id = url.pathname.split('/')[2] ?? ''
  if (call === 'GET /health') {
    heard_ms = performance.now()
    return answer(200, {
      instance_id,
      status,
      uptime_s: process.uptime(),
      memory_rss_bytes: process.memoryUsage.rss(),
      cpu_s: 0,
      time_ms: Date.now() + Number(process.env['CLOCK_AHEAD_MS'] ?? 0),
      disk_free_mb: null,
      sessions: held().map((one) => ({ ...one, connected: true })),
      queue_depth: 0
    })
  }
  if (call === 'POST /sessions') {
    for (const given of (await body(request))['sessions'] as Given[]) {
      if (Buffer.from(given.key, 'base64').length !== 32) throw new Error('not a key')
      if ((sessions.get(given.session_id) ?? 0) >= given.epoch) continue
      sessions.set(given.session_id, given.epoch)
      await report(given.session_id, 'connected')
    }
    return answer(204)
  }
  if (call === 'DELETE /sessions/:id') {
    const epoch = sessions.get(session_id)
    if (epoch === undefined) return answer(204)
    if (url.searchParams.get('why') === 'stopped') await report(session_id, 'stopped')
    sessions.delete(session_id)
    await releaseLeases(db, [{ session_id, epoch }])
    return answer(204)
  }
  // Test only: forgets a session without a word, as a worker with a bug would.
  if (call === 'POST /sessions/:id/forget') {
    sessions.delete(session_id)
    return answer(204)
  }
  if (call === 'POST /sessions/:id/restart') {
    return sessions.has(session_id)
      ? answer(204)
      : answer(409, { code: 'session_not_started', detail: 'Not here.' })
  }
  const name = url.pathname.split('/')[4] ?? ''
  if (call === `POST /sessions/:id/calls/${name}` && isCallName(name)) {
    readCallInput(name, await body(request))
    return answer(...refusalOf(session_id, session_calls[name].needs))
  }
  if (call === 'POST /drain') {
    answer(202)
    return void leave()
  }
  answer(404, { code: 'not_found' })
}).listen(Number(env('WORKER_PORT')), env('WORKER_HOST'))

process.stderr.write(
  `${JSON.stringify({ level: 30, time: new Date().toISOString(), msg: 'tiny worker up' })}\n`
)

process.on('SIGTERM', () => {
  status = 'ending'
  if (process.env['MOVE_SECONDS'] === undefined) void leave()
})
setInterval(
  () => {
    if (sessions.size > 0) renewLeases(db, held(), lease_seconds).catch(() => undefined)
  },
  (lease_seconds * 1000) / 3
)
setInterval(() => {
  const silent_s = (performance.now() - heard_ms) / 1000
  if (silent_s > Number(env('ORPHAN_EXIT_SECONDS'))) void leave()
}, 500)
