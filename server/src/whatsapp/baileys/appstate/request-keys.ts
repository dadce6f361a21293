import { type AuthenticationCreds, jidNormalizedUser, proto, type WASocket } from 'baileys'

/** Asks the phone for the keys to settings that it has not shared with this device. They come as a message of its own. */
export const requestKeys = async (
  socket: Pick<WASocket, 'relayMessage'>,
  { me }: Pick<AuthenticationCreds, 'me'>,
  key_ids: Uint8Array[]
): Promise<void> => {
  if (!me || key_ids.length === 0) return
  const message = {
    protocolMessage: {
      type: proto.Message.ProtocolMessage.Type.APP_STATE_SYNC_KEY_REQUEST,
      appStateSyncKeyRequest: { keyIds: key_ids.map((keyId) => ({ keyId })) }
    }
  }
  await socket.relayMessage(jidNormalizedUser(me.id), message, {
    additionalAttributes: { category: 'peer', push_priority: 'high' }
  })
}
