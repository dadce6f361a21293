import type { WorkerControl } from '../control/contract.ts'
import { AppError } from '../domain/errors.ts'
import type { Registration } from '../domain/user.ts'
import type { Clock } from '../lib/clock.ts'
import type { Db, Tx } from '../lib/db.ts'
import type { PasswordHasher } from '../lib/password-hasher.ts'

/**
 * PostgreSQL as wa_system, which sees the rows of all tenants. It is no `Db`, so nothing that was written for one tenant
 * takes it.
 */
export type SystemDb = {
  /** A transaction that can change nothing. A statement that takes too long is ended, and the caller is told `busy`. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** A transaction that changes something. */
  change<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/** What the decisions of administrators need, made once by the process that serves them and handed to nobody else. */
export type AdminDeps = {
  system: SystemDb
  clock: Clock
  passwords: PasswordHasher
  workers: Pick<WorkerControl, 'logs'>
  config: { DEFAULT_PLAN: string; REGISTRATION: Registration }
}

const too_slow = 'This takes too long to read at the moment. Ask for less, or try again later.'

/** The pool as administrators use it. */
export const systemDb = (db: Pick<Db, 'transaction'>): SystemDb => ({
  read: async (work) => {
    try {
      return await db.transaction(async (tx) => {
        tx.send('set transaction read only')
        return work(tx)
      })
    } catch (error) {
      if ((error as { code?: string }).code !== '57014') throw error
      throw new AppError('busy', {}, { detail: too_slow, cause: error })
    }
  },
  change: (work) => db.transaction(work)
})
