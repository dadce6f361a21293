import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import type { Change } from '../commit/change.ts'
import { becameHealthy, becameUnhealthy } from './changes.ts'

/** So many silent connections one after the other are no accident. */
const silent_told = 2

export type Health = {
  /** A connection has gone silent. */
  wentSilent(): void
  /** Something comes, long after the login. */
  hears(): void
}

/**
 * Whether the connections of a session go silent one after the other. It is set back by one through which something comes
 * long after its login: that a login is answered says nothing, each of them was. What was told by the worker before is not
 * known, so the first that hears says so.
 */
export const createHealth = (
  journal: { add(change: Change): void },
  log: Log,
  clock: Clock
): Health => {
  let silent = 0
  let told: 'nothing' | 'healthy' | 'unhealthy' = 'nothing'
  return {
    wentSilent: (): void => {
      silent++
      if (silent < silent_told || told === 'unhealthy') return
      told = 'unhealthy'
      log.warn('connections go silent one after the other')
      journal.add(becameUnhealthy(clock.now()))
    },
    hears: (): void => {
      silent = 0
      if (told === 'healthy') return
      told = 'healthy'
      journal.add(becameHealthy())
    }
  }
}
