import { AsyncLocalStorage } from 'node:async_hooks'
import { Mutex } from 'async-mutex'
import type { SignalKeyStoreWithTransaction, WASocket } from 'baileys'
import { expectFunction } from './expect-function.ts'

/**
 * Lets the socket read and write our keys themselves. Baileys puts a copy between, which is written back when a transaction
 * ends, and what its transaction started and did not wait for goes on writing into that copy: it is lost. So the note that
 * a contact has been given a privacy token never lasted, and every message gave another, a request to WhatsApp each.
 * What is written here is recorded at once, and waits for nothing else: the output gate keeps it in order.
 */
export const bypassKeyTransactions = (
  socket: WASocket,
  keys: SignalKeyStoreWithTransaction
): void => {
  const between = socket.authState.keys
  for (const method of ['get', 'set', 'transaction', 'isInTransaction'] as const)
    expectFunction(between, method)
  Object.assign(between, keys, oneTransaction())
}

/** One at a time, as Baileys has it; a transaction within one is part of it. */
const oneTransaction = (): Pick<
  SignalKeyStoreWithTransaction,
  'transaction' | 'isInTransaction'
> => {
  const one = new Mutex()
  const inside = new AsyncLocalStorage<true>()
  const isInTransaction = (): boolean => inside.getStore() === true
  return {
    isInTransaction,
    transaction: (work) =>
      isInTransaction() ? work() : one.runExclusive(() => inside.run(true, work))
  }
}
