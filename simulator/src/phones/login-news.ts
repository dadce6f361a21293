import { createHash } from 'node:crypto'
import { says } from '../extras.ts'
import type { Connection } from '../wire/connection.ts'
import { lidJid, SERVER_JID } from '../wire/jid.ts'
import { type Attributes, node, nowSeconds } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import type { World } from '../world.ts'
import type { Device } from './phone.ts'

/** What a client hears at its login: that it is in, and how to come back faster. */
export const greet = (world: World, connection: Connection, device: Device): void => {
  connection.send(node('success', successAttributes(world, device)))
  if (says(world, 'edge_routing')) connection.send(edgeRouting(device))
  if (!says(world, 'dirty')) return
  for (const [type, timestamp] of device.dirty) {
    connection.send(fromServer(node('dirty', { type, timestamp: String(timestamp) })))
  }
}

/** What a client hears before the things that waited for it: how many of each there are. */
export const announceWaiting = (world: World, connection: Connection, device: Device): void => {
  const waiting = [...device.queue.entries.values()].map(({ stanza }) => stanza)
  if (says(world, 'thread_metadata')) connection.send(threadMetadata(waiting))
  if (!says(world, 'offline_preview') || waiting.length === 0) return
  const of = (tag: string): string => String(waiting.filter((each) => each.tag === tag).length)
  const preview = node('offline_preview', {
    count: String(waiting.length),
    message: of('message'),
    notification: of('notification'),
    receipt: of('receipt'),
    appdata: '0',
    call: of('call')
  })
  connection.send(fromServer(preview))
}

const successAttributes = (world: World, device: Device): Attributes => {
  const { phone } = device
  const needed = { t: nowSeconds(), lid: lidJid(phone.lid, device.id), location: 'sim' }
  if (!says(world, 'success_attributes')) return needed
  return {
    ...needed,
    props: '27',
    abprops: '8',
    group_abprops: '3',
    display_name: phone.settings.name,
    creation: String(CREATED_AT),
    companion_enc_static: secretOf(device, 'static').toString('base64')
  }
}

const CREATED_AT = 1_700_000_000

/** Opaque to clients, who put it in front of their first bytes when they come back. */
const edgeRouting = (device: Device): BinaryNode =>
  fromServer(
    node('edge_routing', {}, [
      node(
        'routing_info',
        {},
        Buffer.concat([Buffer.from([8, 13, 8, 5]), secretOf(device, 'edge')])
      ),
      node('dns_domain', {}, Buffer.from('sl'))
    ])
  )

/** How many messages wait in each chat. */
const threadMetadata = (waiting: BinaryNode[]): BinaryNode => {
  const chats = new Map<string, number>()
  for (const { tag, attrs } of waiting) {
    if (tag === 'message' && attrs.from) chats.set(attrs.from, (chats.get(attrs.from) ?? 0) + 1)
  }
  const items = [...chats].map(([jid, count]) => node('item', { jid, count: String(count) }))
  return fromServer(node('thread_metadata', { count: String(chats.size) }, items))
}

const fromServer = (child: BinaryNode): BinaryNode => node('ib', { from: SERVER_JID }, [child])

const secretOf = (device: Device, purpose: string): Buffer =>
  createHash('sha256').update(purpose).update(device.noise_public).digest()
