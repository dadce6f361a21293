import type { proto, SocketConfig } from 'baileys'

/**
 * One ciphertext for each device. A message to the own number makes Baileys look up the own devices twice, and from then
 * on it has each of them twice in its list.
 */
export const onceForEachDevice: SocketConfig['patchMessageBeforeSending'] = (message, devices) => {
  const each = new Set(devices)
  if (!devices || each.size === devices.length) return message
  // What Baileys reads of each, whatever its types say.
  return [...each].map((recipientJid) => ({ recipientJid, message }) as proto.IMessage)
}
