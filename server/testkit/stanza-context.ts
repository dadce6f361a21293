import type { SimulatorClient } from '@whatsapp-saas/simulator/client'
import type { StanzaContext } from '@whatsapp-saas/simulator/stanzas'
import type { Conversation } from './conversation.ts'

/** The people of a conversation, as stanzas name them. */
export const stanzaContext = async (
  simulator: SimulatorClient,
  { own, friend }: Conversation
): Promise<StanzaContext> => {
  const account = await simulator.phone(own.number)
  const userOf = (jid: string): string => jid.slice(0, jid.indexOf('@'))
  let next = 0
  return {
    own: { number: own.number, lid: userOf(account.lid), device: account.devices[0]?.device ?? 0 },
    contact: { number: friend.number, lid: userOf(friend.lid) },
    group: '120363000000000009@g.us',
    id: () => `3A${(next++).toString(16).toUpperCase().padStart(18, '0')}`
  }
}
