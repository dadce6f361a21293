import type { BinaryNode, WASocket } from 'baileys'

/**
 * Acknowledges a notification that comes before there is an account. Baileys' own acknowledgement reads the account's JID
 * and fails without one, so nothing is sent and the phone reports that the device could not be linked. With a pairing code
 * the JID is there, and Baileys acknowledges by itself.
 */
export const acknowledgeUnpaired = async (
  socket: Pick<WASocket, 'sendNode'>,
  creds: { me?: { id: string } | undefined },
  { attrs }: BinaryNode
): Promise<void> => {
  if (creds.me) return
  const { id, from, type } = attrs
  await socket.sendNode({
    tag: 'ack',
    attrs: { class: 'notification', id: id ?? '', to: from ?? '', ...(type && { type }) }
  })
}
