import { createRequire } from 'node:module'
import { expectFunction } from './expect-function.ts'

type Session = {
  indexInfo: { used: number }
  getChain(key: Buffer): object | undefined
  serialize(): object
}

type Cipher = { doDecryptWhisperMessage(message: Buffer, session: Session): Promise<Buffer> }

type LibSignal = {
  SessionCipher: {
    prototype: Cipher & {
      decryptWithSessions(
        message: Buffer,
        sessions: Session[]
      ): Promise<{ session: Session; plaintext: Buffer }>
    }
  }
  SessionError: new (message: string) => Error
}

/**
 * Makes libsignal leave alone a session to which a message turns out not to belong. As it is, trying turns the ratchets of
 * the session, and they are stored turned when the next session fits: from then on the phone understands nothing that is
 * sent in the first one, nor is it understood. That happens whenever a session is renewed while messages of the one
 * before are still under way. Call once; it holds for the whole process.
 */
export const rollBackFailedSessions = (): void => {
  // The very copy that Baileys uses.
  const libsignal = createRequire(import.meta.resolve('baileys'))('libsignal') as LibSignal
  const { prototype } = libsignal.SessionCipher
  for (const name of ['decryptWithSessions', 'doDecryptWhisperMessage'])
    expectFunction(prototype, name, 'libsignal')

  prototype.decryptWithSessions = async function (message, sessions) {
    for (const session of sessions) {
      const before = sessions.length > 1 ? session.serialize() : null
      try {
        const plaintext = await this.doDecryptWhisperMessage(message, session)
        session.indexInfo.used = Date.now()
        return { session, plaintext }
      } catch {
        // Not this one, or damaged: which of them only matters when none fits.
        if (before) restore(session, before)
      }
    }
    throw new libsignal.SessionError('No matching sessions found for message')
  }
}

const restore = (session: Session, before: object): void => {
  const { deserialize } = session.constructor as unknown as {
    deserialize(data: object): Session
  }
  Object.assign(session, deserialize.call(session.constructor, before))
}
