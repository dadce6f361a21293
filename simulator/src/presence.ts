import type { Device } from './device.ts'
import { pnJid } from './jid.ts'
import { childrenOf, node } from './node.ts'
import type { Phone } from './phone.ts'
import type { BinaryNode } from './wire.ts'
import { phoneByJidText, type World } from './world.ts'

const PRESENCES_MAX = 1000

/** A linked device says that its owner is there, or wants to hear when somebody else is. */
export const handlePresence = (world: World, device: Device, stanza: BinaryNode): void => {
  const { type = 'available', to } = stanza.attrs
  const about = type === 'subscribe' ? phoneByJidText(world, to) : device.phone
  if (about) notePresence(about, device.phone.number, type)
}

export const handleChatState = (world: World, device: Device, stanza: BinaryNode): void => {
  const to = phoneByJidText(world, stanza.attrs.to)
  const state = childrenOf(stanza)[0]
  if (!to || !state) return
  const recording = state.attrs.media === 'audio'
  notePresence(to, device.phone.number, recording ? 'recording' : state.tag)
}

/** The phone is seen typing by whoever is connected; nobody hears of it later. */
export const sendTyping = (from: Phone, to: Phone, state: string): void => {
  const tag = state === 'recording' ? 'composing' : state
  const attributes = state === 'recording' ? { media: 'audio' } : {}
  sendToConnected(to, node('chatstate', { from: pnJid(from.number) }, [node(tag, attributes)]))
}

export const sendPresence = (from: Phone, to: Phone, state: string): void => {
  const type = state === 'unavailable' ? 'unavailable' : undefined
  const last = type && String(Math.floor(Date.now() / 1000))
  sendToConnected(to, node('presence', { from: pnJid(from.number), type, last }))
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
