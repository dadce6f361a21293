import { randomBytes } from 'node:crypto'
import { addressingOf, addressOf, numberBeside } from '../messages/addresses.ts'
import { callKey, enqueue } from '../messages/offline-queue.ts'
import { refusedOrSilent } from '../queries/iq.ts'
import { parseJid } from '../wire/jid.ts'
import { childOf, node, nowSeconds } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { liveConnection, phoneByJidText, serverId, type World } from '../world.ts'
import type { Device } from './phone.ts'
import type { PhoneCall } from './phone-call.ts'

/** A phone rings; its linked devices hear of it, those that are away when they come back. */
export const ring = (world: World, call: Omit<PhoneCall, 'id' | 'state'>): PhoneCall => {
  const id = randomBytes(16).toString('hex').toUpperCase()
  const ringing = { ...call, id, state: 'ringing' }
  world.calls.set(id, ringing)
  const media = [node('audio', { enc: 'opus', rate: '16000' })]
  if (call.video) media.push(node('video', { enc: 'vp8', dec: 'vp8', orientation: '0' }))
  if (call.group) {
    const attrs = { media: call.video ? 'video' : 'audio', type: 'group' }
    tell(world, ringing, 'offer_notice', { ...attrs, 'group-jid': call.group.jid })
  } else tell(world, ringing, 'offer', {}, [...media, node('net', { medium: '3' })])
  return ringing
}

/** It ends, if it still rings. */
export const hangUp = (world: World, call: PhoneCall, reason: string | undefined): void => {
  if (call.state !== 'ringing') return
  call.state = reason ?? 'hung_up'
  tell(world, call, 'terminate', { reason })
}

const tell = (
  world: World,
  call: PhoneCall,
  tag: string,
  attrs: Record<string, string | undefined>,
  content: BinaryNode[] = []
): void => {
  const { from, to } = call
  const creator = addressOf(from, addressingOf(from))
  const caller_pn = numberBeside(from, addressingOf(from))
  for (const device of to.devices.values()) {
    if (!device.linked) continue
    const id = serverId(world)
    const about = { 'call-id': call.id, 'call-creator': creator, caller_pn, ...attrs }
    const stanza = node(
      'call',
      { from: creator, id, t: nowSeconds(), notify: from.settings.name || undefined },
      [node(tag, about, content)]
    )
    enqueue(device.queue, callKey(id), stanza, liveConnection(device))
  }
}

/** What a linked device says of calls: it rejects one, or wants a link to one. */
export const handleCall = (world: World, device: Device, stanza: BinaryNode): void => {
  const { id, to } = stanza.attrs
  const fault = refusedOrSilent(world, device)
  if (fault && 'withheld' in fault) return
  const answer = (error: string | undefined, content: BinaryNode[] = []): void => {
    device.connection?.send(node('ack', { class: 'call', id, from: to, error }, content))
  }
  if (fault && 'error' in fault) return answer(fault.error?.code)
  const link = childOf(stanza, 'link_create')
  if (link) {
    const { media } = link.attrs
    if (to !== '@call' || (media !== 'audio' && media !== 'video')) return answer('400')
    return answer(undefined, [
      node('link_create', { media, token: randomBytes(16).toString('base64url') })
    ])
  }
  const reject = childOf(stanza, 'reject')
  if (reject) return answer(rejected(world, device, stanza, reject))
  answer(undefined)
}

/** The code of a refusal, or nothing: WhatsApp takes it without a word if it knows no such call. */
const rejected = (
  world: World,
  { phone }: Device,
  { attrs: { from, to } }: BinaryNode,
  { attrs }: BinaryNode
): string | undefined => {
  const jids = [from, to, attrs['call-creator']].map(parseJid)
  const devices = jids.some((jid) => jid?.device !== 0)
  if (devices || attrs.count !== '0' || !attrs['call-id']) return '400'
  if (phoneByJidText(world, from) !== phone || to !== attrs['call-creator']) return '400'
  const call = world.calls.get(attrs['call-id'])
  if (call?.to !== phone || call.state !== 'ringing') return undefined
  if (phoneByJidText(world, to) !== call.from) return '400'
  call.state = 'rejected'
  return undefined
}
