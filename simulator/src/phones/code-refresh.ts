import { node } from '../wire/node.ts'
import { notifyUnpaired } from '../wire/unpaired.ts'
import type { World } from '../world.ts'
import type { PendingPairing } from './pairing-refs.ts'

/** Asks a device for a code with a fresh secret, as servers do since July 2026 when a code has been scanned. */
export const requestFreshCode = (
  world: World,
  pairing: PendingPairing,
  form: 'refresh' | 'rotate'
): Promise<void> => {
  pairing.refreshed = true
  const child = form === 'rotate' ? 'pair-device-rotate-qr' : 'companion_reg_refresh'
  return notifyUnpaired(world, pairing, 'companion_reg_refresh', [node(child)])
}
