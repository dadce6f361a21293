import assert from 'node:assert/strict'
import type { SimulatorClient } from '@whatsapp-saas/simulator/client'
import { session_calls } from '../../../src/control/calls.ts'
import type { CloseReason } from '../../../src/whatsapp/contract.ts'
import type { EnginePromise, Linked } from './suite.ts'

const ends: [CloseReason, (linked: Linked, simulator: SimulatorClient) => Promise<unknown>][] = [
  ['lost', ({ phone }, simulator) => simulator.disconnect(phone.number, { how: 'drop' })],
  ['replaced', ({ phone }, simulator) => simulator.disconnect(phone.number, { how: 'conflict' })],
  ['logged_out', ({ phone }, simulator) => simulator.logout(phone.number)],
  ['banned', ({ phone }, simulator) => simulator.ban(phone.number)],
  ['closed_by_us', ({ connection }) => connection.close()],
  ['logged_out', ({ connection }) => connection.logout()]
]

/** How a connection ends, and what is left of it. */
export const endPromises = (promise: EnginePromise): void => {
  promise(
    'every call has an answer, and none hangs when the connection has ended',
    async ({ link }) => {
      const { connection } = await link()
      assert.deepEqual(Object.keys(connection.calls).sort(), Object.keys(session_calls).sort())
      await connection.close()
      await assert.rejects(connection.calls.read_profile({}, AbortSignal.timeout(5_000)))
    }
  )

  for (const [nth, [reason, end]] of ends.entries()) {
    promise(
      `says once why a connection has ended: ${reason} (${nth + 1})`,
      async ({ link, simulator }) => {
        const linked = await link()
        await end(linked, simulator)
        assert.equal((await linked.held.closed()).reason, reason)
        await linked.connection.close()
        const said = linked.held.changes.flatMap((change) =>
          change.type === 'closed' ? [change.reason] : []
        )
        assert.deepEqual(said, [reason])
      }
    )
  }
}
