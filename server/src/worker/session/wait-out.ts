import { pause } from '../../lib/retry.ts'
import type { Recovery } from '../sending/recovery.ts'
import { pause_least_ms } from './pauses.ts'

/**
 * Waits out a pause. With `hurry` it ends as soon as others can connect, but not before the least of pauses; that it did is
 * told there.
 */
export const waitOut = async (
  ms: number,
  signal: AbortSignal,
  hurry: { recovery: Recovery; hurried: () => void } | null
): Promise<void> => {
  if (!hurry) return pause(ms, signal)
  const least_ms = Math.min(ms, pause_least_ms)
  await pause(least_ms, signal)
  if (await hurry.recovery.wait(ms - least_ms, signal)) hurry.hurried()
}
