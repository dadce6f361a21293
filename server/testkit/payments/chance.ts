import type { Db } from '../../src/lib/db.ts'

/** Numbers from 0 to 1, the same for the same seed. */
export const chance = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export class Killed extends Error {}

/** A process that is killed, now and then, when it has done all of a transaction but the commit. */
export const killedAtTimes = (db: Db, is_killed: () => boolean): Db => ({
  ...db,
  transaction: (work) =>
    db.transaction(async (tx) => {
      const done = await work(tx)
      if (is_killed()) throw new Killed('the process is killed')
      return done
    })
})

/** What was begun is done again later. */
export const survive = (error: unknown): void => {
  if (!(error instanceof Killed)) throw error
}
