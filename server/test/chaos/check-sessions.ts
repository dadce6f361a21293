import type { Audit, SimulatorClient } from '@whatsapp-saas/simulator/client'
import type { Population } from './population.ts'
import type { Receiver } from './receiver.ts'

/** What is wrong with the sessions: each was linked once, never had two sockets, and is connected; no QR code was shown. */
export const checkSessions = async (
  { sessions, tenants }: Population,
  simulator: SimulatorClient,
  audit: Audit,
  receiver: Receiver,
  qr_shown: number
): Promise<string[]> => {
  const problems: string[] = []
  if (qr_shown > 0) problems.push(`${qr_shown} QR codes were shown after all were linked`)
  for (const { id, number, client } of sessions) {
    const { pairings } = await simulator.phone(number)
    if (pairings !== 1) problems.push(`${number} was linked ${pairings} times`)
    const { body } = await client.call('GET', `/api/v1/sessions/${id}`)
    if (body.status !== 'connected')
      problems.push(`${number} is ${body.status} (${body.status_reason})`)
  }
  for (const { number, device, sockets_max, overlaps } of audit.sockets) {
    if (sockets_max > 1)
      problems.push(
        `device ${device} of ${number} had ${sockets_max} sockets at once: ${JSON.stringify(overlaps)}`
      )
  }
  for (let tenant = 0; tenant < tenants.length; tenant++) {
    for (const { type, session_id } of receiver.seen(tenant).values()) {
      if (type === 'session.failed' || type === 'session.logged_out')
        problems.push(`${session_id}: ${type}`)
    }
  }
  return problems
}
