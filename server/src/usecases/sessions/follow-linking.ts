import { AppError, errors } from '../../domain/errors.ts'
import { verifyLinkToken } from '../auth/verify-link-token.ts'
import type { Deps } from '../deps.ts'
import { type QrCode, readQr } from './qr.ts'

/** What is shown to whoever links: a code, what stands in the way of one, or null: it is as it was. */
export type LinkingNews = QrCode | AppError | null

/** The longest that a change which is told by no event goes unnoticed. */
const look_again_ms = 1_000
/** Pages that may follow one link at once, in each service. */
const followers_max = 10
const followers = new Map<string, number>()

/** Whether there is nothing more to tell: the number is linked, or the link has ended. */
const isEnd = (now: QrCode | AppError): boolean =>
  now instanceof AppError &&
  (now.code === 'session_connected' || [401, 403].includes(errors[now.code].status))

/**
 * Follows the linking behind a link token: what is to be shown now, and then whatever takes its place. Each look asks whether
 * the link still stands. Throws at once where it does not, or where too many follow it.
 */
export const followLinking = async (
  deps: Deps,
  token: string,
  idle_ms: number,
  signal: AbortSignal
): Promise<AsyncGenerator<LinkingNews>> => {
  const tenant = await verifyLinkToken(deps, token)
  const session_id = String(tenant.session_id)
  const present = followers.get(session_id) ?? 0
  if (present >= followers_max) {
    const detail = `At most ${followers_max} pages may follow a link at once.`
    throw new AppError('too_many_streams', { session_id }, { detail, retry_after_s: 10 })
  }
  followers.set(session_id, present + 1)
  const news = deps.event_hub.watch(tenant.tenant_id)
  const leave = (): void => {
    news.end()
    const left = (followers.get(session_id) ?? 1) - 1
    if (left > 0) followers.set(session_id, left)
    else followers.delete(session_id)
  }
  // Also when nobody has asked for the first of it yet.
  if (signal.aborted) leave()
  else signal.addEventListener('abort', leave, { once: true })
  const look = (): Promise<QrCode | AppError> =>
    verifyLinkToken(deps, token)
      .then((holder) => readQr(deps, holder, session_id, { wait_ms: 0 }, signal))
      .catch((error: unknown) => {
        if (error instanceof AppError) return error
        throw error
      })
  return tell(look, (most_ms) => news.next(most_ms, signal), idle_ms, signal)
}

async function* tell(
  look: () => Promise<QrCode | AppError>,
  wait: (most_ms: number) => Promise<void>,
  idle_ms: number,
  signal: AbortSignal
): AsyncGenerator<LinkingNews> {
  let told = ''
  let quiet_since_ms = performance.now()
  while (!signal.aborted) {
    const now = await look()
    const name = now instanceof AppError ? now.code : now.code_id
    if (name !== told || performance.now() - quiet_since_ms >= idle_ms) {
      yield name === told ? null : now
      quiet_since_ms = performance.now()
    }
    if (isEnd(now)) return
    told = name
    await wait(look_again_ms)
  }
}
