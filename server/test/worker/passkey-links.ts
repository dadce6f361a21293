import assert from 'node:assert/strict'
import type { Linking, passkeyBed } from '../../testkit/passkey-fixture.ts'

/** After a linking that came to nothing: a fresh code says why, nothing is left of it, and the next try works. */
export const linksAfterAll = async (
  bed: Awaited<ReturnType<typeof passkeyBed>>,
  linking: Linking,
  reason: string
): Promise<void> => {
  await assert.rejects(linking.scanned())
  const fresh = await linking.freshCode()
  assert.equal(fresh.reason, reason)
  const shown = (await bed.me.get(linking.path)).json()
  assert.match(shown.status_text, /Scan the new code|scan the new code/)
  assert.equal(shown.passkey, null)
  const { pairings, devices } = await bed.simulator.phone(linking.phone.number)
  assert.deepEqual([pairings, devices.length], [0, 0])
  await bed.simulator.updatePhone(linking.phone.number, {
    passkey_fault: null,
    passkey_timeout_ms: 600_000
  })
  await linking.scan()
  const signed = await linking.signed()
  assert.equal(
    (await bed.me.post(`${linking.path}/passkey`, { assertion: signed })).statusCode,
    202
  )
  await linking.waitStatus('connected')
  assert.equal((await linking.row()).status_reason, null)
}
