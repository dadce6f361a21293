import { type ErrorCode, errors } from '../domain/errors.ts'
import { reachesBeyondSessions } from './beyond-sessions.ts'
import { honoursIdempotencyKey } from './idempotency.ts'
import { isExempt } from './rate-limit.ts'
import { isRefusedToSupport } from './refused-to-support.ts'
import type { Route } from './route.ts'

/** Every error that a route may answer with, by status: those of its kind, and its own. What the document tells. */
export const refusalsOf = (route: Route): Map<number, ErrorCode[]> => {
  const by_status = new Map<number, ErrorCode[]>()
  for (const code of new Set([...kindOf(route), ...(route.errors ?? [])])) {
    const { status } = errors[code]
    by_status.set(status, [...(by_status.get(status) ?? []), code])
  }
  return new Map([...by_status].sort(([one], [other]) => one - other))
}

/** What any route of its kind may answer, whatever it does. */
const kindOf = (route: Route): ErrorCode[] => {
  const { params, querystring, body } = route.schema
  const writes = route.method !== 'GET'
  const keyed = honoursIdempotencyKey(route)
  const codes: [boolean, ErrorCode[]][] = [
    [
      !route.public,
      [
        'unauthenticated',
        'token_expired',
        'account_suspended',
        'account_erasing',
        'address_not_allowed'
      ]
    ],
    [route.scope !== undefined, ['scope_missing']],
    [route.scope === 'admin', ['second_factor_demanded']],
    [!route.public && reachesBeyondSessions(route), ['key_bound']],
    [!route.public && isRefusedToSupport(route) && route.scope !== 'admin', ['support_refused']],
    [route.link_token === true, ['link_token_used']],
    [route.person === true, ['login_required']],
    [params !== undefined, ['not_found']],
    [writes, ['bad_json', 'bad_request', 'body_too_large', 'unsupported_media_type']],
    [writes || querystring !== undefined || body !== undefined, ['validation_failed']],
    [keyed, ['idempotency_key_reused', 'idempotency_running', 'too_much_at_once']],
    [!isExempt(route.url), ['rate_limited']],
    [true, ['stopping', 'busy', 'database_away', 'disk_full']]
  ]
  return codes.flatMap(([applies, listed]) => (applies ? listed : []))
}

/** Every status a route may answer with, but the 500 of a fault of ours. */
export const statusesOf = (route: Route): number[] =>
  [
    ...new Set([...Object.keys(route.schema.response).map(Number), ...refusalsOf(route).keys()])
  ].sort((one, other) => one - other)
