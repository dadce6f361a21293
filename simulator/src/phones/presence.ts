import { namesIn } from '../groups/group-nodes.ts'
import { findGroup } from '../groups/group-rights.ts'
import { addressingOf, addressOf } from '../messages/addresses.ts'
import { isGroupTarget, type Target } from '../messages/say-to.ts'
import { childrenOf, node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { phoneByJidText, type World } from '../world.ts'
import type { Device, Phone } from './phone.ts'

const PRESENCES_MAX = 1000

/** A linked device says that its owner is there, or wants to hear when somebody else is. */
export const handlePresence = (world: World, device: Device, stanza: BinaryNode): void => {
  const { type = 'available', to } = stanza.attrs
  const about = type === 'subscribe' ? phoneByJidText(world, to) : device.phone
  if (about) notePresence(about, device.phone.number, type)
}

export const handleChatState = (world: World, device: Device, stanza: BinaryNode): void => {
  const [state] = childrenOf(stanza)
  if (!state) return
  const recording = state.attrs.media === 'audio'
  for (const phone of readersOf(world, stanza.attrs.to)) {
    if (phone !== device.phone)
      notePresence(phone, device.phone.number, recording ? 'recording' : state.tag)
  }
}

/** The phone is seen typing by whoever is connected; nobody hears of it later. */
export const sendTyping = (from: Phone, to: Target, state: string): void => {
  const tag = state === 'recording' ? 'composing' : state
  const attributes = state === 'recording' ? { media: 'audio' } : {}
  const typing = [node(tag, attributes)]
  if (!isGroupTarget(to)) {
    sendToConnected(to, node('chatstate', { from: callsItself(from) }, typing))
    return
  }
  const participant = namesIn(to.addressing, from).jid
  for (const member of to.participants.keys()) {
    if (member !== from)
      sendToConnected(member, node('chatstate', { from: to.jid, participant }, typing))
  }
}

export const sendPresence = (from: Phone, to: Phone, state: string): void => {
  const type = state === 'unavailable' ? 'unavailable' : undefined
  const last = type && String(Math.floor(Date.now() / 1000))
  sendToConnected(to, node('presence', { from: callsItself(from), type, last }))
}

const callsItself = (phone: Phone): string => addressOf(phone, addressingOf(phone))

const readersOf = (world: World, to: string | undefined): Phone[] => {
  const group = findGroup(world, to)
  if (group) return [...group.participants.keys()]
  const phone = phoneByJidText(world, to)
  return phone ? [phone] : []
}

const sendToConnected = (to: Phone, stanza: BinaryNode): void => {
  for (const device of to.devices.values()) {
    if (device.active) device.connection?.send(stanza)
  }
}

const notePresence = (phone: Phone, by: string, state: string): void => {
  phone.presences.delete(by)
  phone.presences.set(by, { state, at: Date.now() })
  if (phone.presences.size <= PRESENCES_MAX) return
  const oldest = phone.presences.keys().next()
  if (!oldest.done) phone.presences.delete(oldest.value)
}
