import type { Phone } from '../phones/phone.ts'
import { STATUS_JID } from '../wire/jid.ts'
import { type Attributes, node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import type { World } from '../world.ts'
import { addressingOf, addressOf, lidOf, numberBeside } from './addresses.ts'

/** A post as devices get it: from the place of all posts, with its author beside. */
export const statusStanza = (
  world: World,
  phone: Phone,
  device: number,
  attributes: Attributes,
  content: BinaryNode[]
): BinaryNode => {
  const addressing = addressingOf(phone)
  return node(
    world.season.status_tag,
    {
      ...attributes,
      from: STATUS_JID,
      participant: addressOf(phone, addressing, device),
      participant_pn: numberBeside(phone, addressing),
      participant_lid: addressing === 'lid' ? undefined : lidOf(phone),
      notify: phone.settings.name
    },
    content
  )
}
