import { AppError, type ErrorCode } from '../domain/errors.ts'

/** Looks again and again whether the credentials of requests that take long still allow them. */
export type CredentialWatch = {
  /** Calls `ended` once when `check` refuses the caller. Call what it returns when the request is over. */
  add(check: () => Promise<unknown>, ended: (error: AppError) => void): () => void
}

const every_ms = 1_000

/** What a caller is refused with; anything else, such as a database that is away, says nothing of a credential. */
const refusals = new Set<ErrorCode>([
  'unauthenticated',
  'token_expired',
  'account_suspended',
  'account_erasing',
  'scope_missing',
  'address_not_allowed',
  'login_required'
])

/** One look a second for all of them, together, so that their look-ups share statements; none while there are none. */
export const createCredentialWatch = (): CredentialWatch => {
  type Watched = { check: () => Promise<unknown>; ended: (error: AppError) => void }
  const watched = new Set<Watched>()
  let timer: NodeJS.Timeout | undefined

  const look = async (): Promise<void> => {
    await Promise.all(
      [...watched].map(async (one) => {
        try {
          await one.check()
        } catch (error) {
          if (!(error instanceof AppError) || !refusals.has(error.code)) return
          if (watched.delete(one)) one.ended(error)
        }
      })
    )
    timer = watched.size > 0 ? setTimeout(look, every_ms) : undefined
  }

  return {
    add: (check, ended) => {
      const one = { check, ended }
      watched.add(one)
      timer ??= setTimeout(look, every_ms)
      return () => {
        watched.delete(one)
        if (watched.size > 0) return
        clearTimeout(timer)
        timer = undefined
      }
    }
  }
}
