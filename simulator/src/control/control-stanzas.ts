import {
  type Input,
  InputError,
  optionalFlag,
  optionalTextRecord,
  optionalTexts,
  text
} from '../lib/input.ts'
import { awaitAck } from '../wire/awaited-acks.ts'
import { node } from '../wire/node.ts'
import { type BinaryNode, decodeNode } from '../wire/wire.ts'
import { liveConnection } from '../world.ts'
import type { Call } from './call.ts'
import { getPhone } from './control-phones.ts'
import { chosenDevices } from './control-trouble.ts'

export const STANZA_CALLS: Record<string, Call> = {
  send_stanza: (world, input) => {
    const stanza = readStanza(input.stanza)
    const connections = [...getPhone(world, input).devices.values()].flatMap(
      (device) => liveConnection(device) ?? []
    )
    for (const connection of connections) connection.send(stanza)
    return { sent: connections.length }
  },
  push: (world, input) => {
    const frames = optionalTexts(input, 'frames')?.map((frame) => Buffer.from(frame, 'base64'))
    if (!frames) throw new InputError('frames is missing')
    const connections = chosenDevices(getPhone(world, input), input).flatMap(
      ({ connection }) => connection ?? []
    )
    const awaited = optionalFlag(input, 'await_acks') ? frames.map(decodeNode) : []
    for (const connection of connections) {
      for (const stanza of awaited) awaitAck(connection.awaited_acks, stanza)
      for (const frame of frames) connection.send(frame)
    }
    return { pushed: connections.length * frames.length }
  }
}

const readStanza = (given: unknown): BinaryNode => {
  if (typeof given !== 'object' || given === null) throw new InputError('a stanza is an object')
  const input = given as Input
  const { content } = input
  return node(
    text(input, 'tag'),
    optionalTextRecord(input, 'attrs') ?? {},
    Array.isArray(content)
      ? content.map(readStanza)
      : typeof content === 'string'
        ? Buffer.from(content)
        : undefined
  )
}
