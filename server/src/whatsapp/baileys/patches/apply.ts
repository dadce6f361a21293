import type { SignalKeyStoreWithTransaction, SignalRepositoryWithLIDStore, WASocket } from 'baileys'
import type { Log } from '../../../lib/log.ts'
import type { KeyStock } from '../keys/key-stock.ts'
import { replaceCrypto } from './crypto.ts'
import { bypassKeyTransactions } from './key-store-bypass.ts'
import { cacheLidLookups } from './lid-lookup.ts'
import { containListenerErrors } from './listener-errors.ts'
import { prepareProcess } from './process.ts'
import { rollBackFailedSessions } from './session-rollback.ts'

/**
 * Every patch of Node, libsignal and Baileys, by when it is applied; why each is needed stands in its file. Nothing outside this
 * folder applies one by itself.
 */

/** Once, in a process that does nothing else, before the library reads anything. */
export const patchProcess = (options: { log: Log; stack_traces: boolean }): void =>
  prepareProcess(options)

/** Once, before the first connection. */
export const patchLibrary = (stock: KeyStock): void => {
  rollBackFailedSessions()
  replaceCrypto(stock)
}

/** Each socket, as soon as it is made. */
export const patchKeyStore = (socket: WASocket, keys: SignalKeyStoreWithTransaction): void =>
  bypassKeyTransactions(socket, keys)

/** Each socket, before its first stanza. `broken`: nothing more can be read from it. */
export const patchListeners = (socket: WASocket, log: Log, broken: (error: Error) => void): void =>
  containListenerErrors(socket, log, broken)

/** The addresses of each Signal repository. */
export const patchLidMapping = (mapping: SignalRepositoryWithLIDStore['lidMapping']): void =>
  cacheLidLookups(mapping)

export { askAgainForLid, lidsOf } from './lid-lookup.ts'
