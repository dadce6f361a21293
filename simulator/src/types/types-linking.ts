import type { Assertion, PasskeyCredential } from '../phones/authenticator.ts'
import type { Season, SeasonName } from '../season.ts'
import type { LinkedDevice, PhoneDetails } from './types-phones.ts'

export type { Season, SeasonName } from '../season.ts'

/** How devices are linked, and what WhatsApp demands of them. */
export interface LinkingCalls {
  scan(number: string, qr: string): Promise<LinkedDevice>
  enterCode(number: string, code: string): Promise<LinkedDevice>
  /** Changes what WhatsApp does, at once: all that a season brings, and then single traits of it. */
  setSeason(
    input: { season?: SeasonName; end_connections?: boolean } & Partial<Season>
  ): Promise<Season>
  /**
   * Refuses clients older than this build (the last part of their version) with 405, those who want to be linked as well;
   * with `end_connections` those who are there are hung up on and have to log in again.
   */
  setBuildMin(input: { build: number; end_connections?: boolean }): Promise<void>
  /** Protects the account with a passkey that is kept elsewhere, in a real browser for instance. */
  setPasskey(number: string, credential: PasskeyCredential): Promise<PhoneDetails>
  /** What the owner's browser gives for the options the product shows. */
  signPasskey(number: string, options: object): Promise<Assertion>
  /** What the phone shows in the linking of an account with a passkey; null before it shows anything. */
  passkeyCode(number: string): Promise<{ code: string | null; proven: boolean }>
  /** Asks every device that waits to be linked for a code with a fresh secret; resolves when all have acknowledged. */
  refreshCodes(input: { form: 'refresh' | 'rotate' }): Promise<{ asked: number }>
}
