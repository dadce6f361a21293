import bcrypt from 'bcrypt'
import { createFairPlaces, type FairPlaces } from './fair-places.ts'

/** bcrypt reads no further than this, so a longer password would be cut in silence. */
export const password_bytes_max = 72

/** Too many hashes are waiting already. */
export class HasherBusy extends Error {
  override name = 'HasherBusy'
}

/** Registrations have places of their own, so that a flood of them keeps nobody from logging in. */
export type HashLane = 'login' | 'registration'

/** Who the hash is for, and which places it takes. Those who wait take turns. */
export type HashFor = { lane?: HashLane; by?: string }

export type PasswordHasher = {
  hash(password: string, place?: HashFor): Promise<string>
  /** Takes the same time whether there is a hash to compare with or not. */
  matches(password: string, hash: string | null, place?: HashFor): Promise<boolean>
}

/**
 * The same characters are the same password, whatever keyboard made them: `é` is one character on some systems and two
 * on others.
 */
export const normalPassword = (password: string): string => password.normalize('NFKC')

/**
 * Hashes at most `running_max` passwords at once for log-ins and one for registrations; beyond `waiting_max` in the queue, and
 * half of that for one caller, it throws HasherBusy.
 */
export const createPasswordHasher = (
  cost: number,
  running_max = 2,
  waiting_max = 50
): PasswordHasher => {
  const places = (running: number, waiting: number): FairPlaces =>
    createFairPlaces({
      running_max: running,
      waiting_max: waiting,
      waiting_max_each: Math.ceil(waiting / 2),
      refuse: () => new HasherBusy()
    })
  const lanes: Record<HashLane, FairPlaces> = {
    login: places(running_max, waiting_max),
    registration: places(1, Math.ceil(waiting_max / 2))
  }
  const inTurn = <T>({ lane = 'login', by = '' }: HashFor, work: () => Promise<T>): Promise<T> =>
    lanes[lane].run(by, work)

  const dummy = bcrypt.hash('nobody has this password', cost)
  const same = async (password: string, hash: string | null): Promise<boolean> => {
    const known = hash !== null && Buffer.byteLength(password) <= password_bytes_max
    const equal = await bcrypt.compare(password, known ? hash : await dummy)
    return known && equal
  }
  return {
    hash: (password, place = {}) =>
      inTurn(place, () => bcrypt.hash(normalPassword(password), cost)),
    matches: (password, hash, place = {}) =>
      inTurn(place, async () => {
        const normal = normalPassword(password)
        if (await same(normal, hash)) return true
        // Hashes that were made of the characters as they came.
        return normal !== password && (await same(password, hash))
      })
  }
}
