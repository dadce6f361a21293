import { createHash } from 'node:crypto'
import { says } from '../extras.ts'
import { type Attributes, node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import type { World } from '../world.ts'

/** What stands in a message beside its ciphertexts. */
export const besideCiphertexts = (world: World, id: string, type: string): BinaryNode[] => {
  if (!says(world, 'message_children')) return []
  const tag = createHash('sha256').update(id).digest().subarray(0, 20)
  const reporting = node('reporting', {}, [node('reporting_tag', {}, tag)])
  return type === 'media' ? [node('meta', { content_type: 'media' }), reporting] : [reporting]
}

/** What an acknowledgement says of how a message was understood. */
export const ackAttributes = (world: World, { attrs }: BinaryNode): Attributes => {
  if (!says(world, 'ack_attributes')) return {}
  const in_group = attrs.to?.endsWith('@g.us')
  return {
    edit: attrs.edit,
    ...(in_group && {
      phash: attrs.phash,
      addressing_mode: attrs.addressing_mode,
      participant: attrs.participant
    })
  }
}

/** What a receipt tells of where messages to its sender are kept. */
export const receiptChildren = (world: World): BinaryNode[] =>
  says(world, 'receipt_children') ? [node('biz', { host_storage: '1', actual_actors: '1' })] : []
