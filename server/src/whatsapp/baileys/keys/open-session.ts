import {
  isPnUser,
  type SignalKeyStoreWithTransaction,
  type SignalRepositoryWithLIDStore
} from 'baileys'

type StoredSession = {
  _sessions?: Record<string, { registrationId?: unknown; indexInfo: { closed: number } }>
}

/** The same input with the LID instead of the number, where it is known: Baileys keeps the session under that. */
export const addressed = async <Input extends { jid: string }>(
  mapping: SignalRepositoryWithLIDStore['lidMapping'],
  input: Input
): Promise<Input> => {
  if (!isPnUser(input.jid)) return input
  const jid = await mapping.getLIDForPN(input.jid)
  return jid ? { ...input, jid } : input
}

/** Whether messages can be encrypted for a device; told from the stored record as it lies there. */
export const hasOpenSession = async (
  keys: SignalKeyStoreWithTransaction,
  address: string
): Promise<boolean> => {
  const { [address]: stored } = await keys.get('session', [address])
  const sessions = Object.values((stored as StoredSession | undefined)?._sessions ?? {})
  return typeof sessions.find((one) => one.indexInfo.closed === -1)?.registrationId === 'number'
}
