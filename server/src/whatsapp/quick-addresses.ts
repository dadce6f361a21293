import {
  isPnUser,
  jidDecode,
  type SignalKeyStoreWithTransaction,
  type SignalRepositoryWithLIDStore
} from 'baileys'

type Mapping = SignalRepositoryWithLIDStore['lidMapping']
type StoredSession = {
  _sessions?: Record<string, { registrationId?: unknown; indexInfo: { closed: number } }>
}

/** Lets a known number's LID be found without the detour that Baileys takes for it, seven times for each message. */
export const quickenMapping = (mapping: Mapping): void => {
  const { mappingCache } = mapping as unknown as {
    mappingCache?: { get(name: string): string | undefined }
  }
  if (typeof mappingCache?.get !== 'function')
    throw new Error('the WhatsApp library has changed: its map of numbers is not where it was')
  const find = mapping.getLIDForPN.bind(mapping)
  mapping.getLIDForPN = async (pn) => {
    if (isPnUser(pn)) {
      const { user, device } = jidDecode(pn) ?? {}
      const lid = mappingCache.get(`pn:${user}`)
      if (lid) return device ? `${lid}:${device}@lid` : `${lid}@lid`
    }
    return find(pn)
  }
}

/** The same input with the LID instead of the number, where it is known: Baileys keeps the session under that. */
export const addressed = async <Input extends { jid: string }>(
  mapping: Mapping,
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
