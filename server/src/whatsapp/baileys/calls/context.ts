import type { AuthenticationCreds, WASocket } from 'baileys'
import type { ConnectionChange } from '../../contract.ts'
import type { Addresses } from '../addresses/addresses.ts'
import type { AppState } from '../appstate/app-state.ts'
import type { BorderJournal } from '../border.ts'
import type { ServerAcks } from '../events/acks.ts'
import type { GroupNewsListener } from '../events/group-news.ts'
import type { PhoneCalls } from '../events/phone-calls.ts'
import type { PairingCodes } from '../linking/pairing-code.ts'
import type { PasskeyCeremony } from '../linking/passkey-ceremony.ts'
import type { Ask } from './ask.ts'

/** What the calls of one connection work with. */
export type CallContext = {
  socket: WASocket
  ask: Ask
  app_state: Pick<AppState, 'set'>
  acks: ServerAcks
  journal: BorderJournal
  phone_calls: PhoneCalls
  group_news: GroupNewsListener
  lidOf: (jid: string) => Promise<string | null>
  addresses: Addresses
  /** The address under which WhatsApp takes what is for a chat. */
  addressOf: (chat_id: string) => Promise<string>
  creds: AuthenticationCreds
  changed: (change: ConnectionChange) => void
  /** Aborted when the connection ends. */
  ended: AbortSignal
  /** WhatsApp's offer to link a phone. */
  offer: {
    readonly begun: Promise<void>
    readonly ends_at: Date | null
    holdFor(ms: number): void
  }
  pairing_codes: PairingCodes
  passkey: PasskeyCeremony
}
