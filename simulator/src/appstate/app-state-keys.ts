import { sendPeer } from '../messages/peer-out.ts'
import { appStateOf, type Device } from '../phones/phone.ts'
import { proto } from '../wire/wire.ts'
import type { World } from '../world.ts'

/** The phone gives a linked device the key to the settings of its chats, as it does after a link. */
export const shareKeys = (world: World, device: Device): Promise<void> => {
  const { key } = appStateOf(device.phone)
  return sendPeer(world, device, {
    type: proto.Message.ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE,
    appStateSyncKeyShare: {
      keys: [
        {
          keyId: { keyId: key.id },
          keyData: {
            keyData: key.data,
            fingerprint: { rawId: 1, currentIndex: 1, deviceIndexes: [0, device.key_index] },
            timestamp: Date.now()
          }
        }
      ]
    }
  })
}
