import { type Device, type Phone, signalOf } from '../phones/phone.ts'
import { decryptFrom } from '../phones/signal.ts'
import { unpad } from '../wire/padding.ts'
import { type BinaryNode, proto } from '../wire/wire.ts'
import type { Group } from './groups.ts'
import { decryptFromGroup, inGroupTurn, takeSenderKey } from './sender-keys.ts'

/**
 * Reads a message in a group: keys first, then what they open. A key that can't be read is no
 * misfortune as long as the message can; messages of one sender are read one after the other.
 */
export const readInGroup = (
  phone: Phone,
  group: Pick<Group, 'jid'>,
  sender: Device,
  encs: BinaryNode[]
): Promise<Uint8Array> => {
  const party = signalOf(phone)
  const place = { group: group.jid, name: sender.phone.number, device: sender.id }
  const open = async ({ attrs, content }: BinaryNode): Promise<Uint8Array> => {
    if (!(content instanceof Uint8Array)) throw new Error('the ciphertext is missing')
    const { type = '' } = attrs
    return unpad(
      type === 'skmsg'
        ? await decryptFromGroup(party, place, content)
        : await decryptFrom(party, place.name, place.device, type, content)
    )
  }
  return inGroupTurn(party, place, async () => {
    let failure: unknown = new Error('the message is missing')
    let message: Uint8Array | null = null
    for (const enc of encs) {
      try {
        const plaintext = await open(enc)
        const { senderKeyDistributionMessage: key, ...rest } = proto.Message.decode(plaintext)
        const distribution = key?.axolotlSenderKeyDistributionMessage
        if (distribution) await takeSenderKey(party, place, distribution)
        if (!key || Object.keys(rest).length > 0) message = plaintext
      } catch (error) {
        failure = error
      }
    }
    if (!message) throw failure
    return message
  })
}
