import { Mutex } from 'async-mutex'
import type {
  BinaryNode,
  SignalAuthState,
  SignalKeyStoreWithTransaction,
  SignalRepositoryWithLIDStore,
  SocketConfig
} from 'baileys'
import { makeLibSignalRepository } from 'baileys/lib/Signal/libsignal.js'
import { absenceOf } from '../messages/absent-content.ts'
import { patchLidMapping } from '../patches/apply.ts'
import { addressed, hasOpenSession } from './open-session.ts'

/** Hears of every ciphertext, before Baileys acknowledges it. */
export type DecryptionListener = {
  /** A ciphertext is about to be decrypted: from here on keys change. */
  begin(stanza: BinaryNode): void
  /** `plaintext` is padded, as Signal gave it. Gives what to go on with: this, or an empty message for one that nobody can read. */
  decrypted(stanza: BinaryNode, plaintext: Uint8Array): Promise<Uint8Array>
  /** There is no ciphertext, for this reason. Gives a plaintext to go on with, or throws what Baileys takes for that. */
  absent(stanza: BinaryNode, absence: string): Promise<Uint8Array>
  /** Gives a plaintext to use instead (for what is known already), or null: then Baileys asks the sender for it again. */
  undecryptable(stanza: BinaryNode, error: unknown): Promise<Uint8Array | null>
}

/**
 * Baileys' own Signal repository on our key store, with one operation at a time: a contact is addressed by number and by
 * LID, both lead to the same session record, and two operations that load and store it at once would lose a step of the
 * ratchet. `stanzas` finds the stanza of a ciphertext: Baileys hands over the very bytes that lie in it.
 */
export const createSignalRepository =
  (
    keys: SignalKeyStoreWithTransaction,
    stanzas: WeakMap<Uint8Array, BinaryNode>,
    listener: DecryptionListener
  ): SocketConfig['makeSignalRepository'] =>
  (auth: SignalAuthState, logger, pnToLid): SignalRepositoryWithLIDStore => {
    const inner = makeLibSignalRepository({ creds: auth.creds, keys }, logger, pnToLid)
    const { lidMapping } = inner
    patchLidMapping(lidMapping)
    const one = new Mutex()

    const decrypt = async (
      ciphertext: Uint8Array,
      work: () => Promise<Uint8Array>
    ): Promise<Uint8Array> => {
      const stanza = stanzas.get(ciphertext)
      let plaintext: Uint8Array
      if (stanza) listener.begin(stanza)
      const absence = absenceOf(ciphertext)
      if (stanza && absence) return listener.absent(stanza, absence)
      try {
        plaintext = await one.runExclusive(work)
      } catch (error) {
        const instead = stanza ? await listener.undecryptable(stanza, error) : null
        if (instead) return instead
        throw error
      }
      // step: decrypted
      return stanza ? listener.decrypted(stanza, plaintext) : plaintext
    }

    return {
      ...inner,
      decryptMessage: (input) => decrypt(input.ciphertext, () => inner.decryptMessage(input)),
      decryptGroupMessage: (input) => decrypt(input.msg, () => inner.decryptGroupMessage(input)),
      encryptMessage: (input) =>
        one.runExclusive(async () => {
          const encrypted = await inner.encryptMessage(await addressed(lidMapping, input))
          // step: encrypted
          return encrypted
        }),
      validateSession: async (jid) => {
        const known = await addressed(lidMapping, { jid })
        return (await hasOpenSession(keys, inner.jidToSignalProtocolAddress(known.jid)))
          ? { exists: true }
          : { exists: false, reason: 'no open session' }
      },
      encryptGroupMessage: (input) => one.runExclusive(() => inner.encryptGroupMessage(input)),
      processSenderKeyDistributionMessage: (input) =>
        one.runExclusive(() => inner.processSenderKeyDistributionMessage(input)),
      injectE2ESession: (input) => one.runExclusive(() => inner.injectE2ESession(input)),
      deleteSession: (jids) => one.runExclusive(() => inner.deleteSession(jids)),
      migrateSession: (from, to) => one.runExclusive(() => inner.migrateSession(from, to))
    }
  }
