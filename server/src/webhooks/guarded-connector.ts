import type { LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import type { AddressGuard } from './guard-address.ts'

/** Makes a connection, given how names are to be looked up. */
export type Dial = (options: DialOptions) => buildConnector.connector
type DialOptions = { lookup: LookupFunction } & buildConnector.BuildOptions
type Socket = Extract<Parameters<buildConnector.Callback>, [null, unknown]>[1]

// An answer from far away takes longer than what Node grants each address of a name.
const address_ms_max = 1_500

/**
 * Connections that go nowhere but where the guard allows: it looks the name up, and judges once more where that has led.
 * `opened` is told of each.
 */
export const guardedConnector = (
  guard: AddressGuard,
  { timeout_ms, dial = buildConnector }: { timeout_ms: number; dial?: Dial | undefined },
  opened: (socket: Socket) => void = () => undefined
): buildConnector.connector => {
  const open = dial({
    allowH2: false,
    timeout: timeout_ms,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: Math.min(timeout_ms, address_ms_max),
    lookup: guard.lookup
  } as DialOptions)
  return (to, answer) =>
    open(to, (...[error, socket]) => {
      if (error) return answer(error, null)
      try {
        guard.refuseConnected(to.hostname, socket.remoteAddress)
      } catch (refusal) {
        socket.destroy()
        return answer(refusal as Error, null)
      }
      opened(socket)
      answer(null, socket)
    })
}
