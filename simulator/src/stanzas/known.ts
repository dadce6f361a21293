import { type Attributes, node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'

/** Who and what a stanza speaks of. */
export interface StanzaContext {
  own: { number: string; lid: string; device: number }
  contact: { number: string; lid: string }
  group: string
  /** A new id, each time. */
  id(): string
}

/** A stanza that real servers send, with everything that may be in it. */
export interface KnownStanza {
  name: string
  /** What of Baileys hears it, as `baileys-surface.ts` of the tests names it. */
  covers?: string
  build(context: StanzaContext): BinaryNode
  /** Parts that are not always there: `@attribute`, `child`, `child/grandchild@attribute`. */
  optional: string[]
  /** A line that ends with it and is opened again. */
  ends?: true
  /** Not sent to clients that are connected, or not without their asking. */
  only_when?: 'unlinked'
}

export const pn = (person: { number: string }, device = 0): string =>
  device === 0 ? `${person.number}@s.whatsapp.net` : `${person.number}:${device}@s.whatsapp.net`

export const lid = (person: { lid: string }, device = 0): string =>
  device === 0 ? `${person.lid}@lid` : `${person.lid}:${device}@lid`

export const T = '1750000000'

/** A notification of this type with these children; `t` and a new id are always there. */
export const notification = (
  type: string,
  covers: string | undefined,
  attributes: (context: StanzaContext) => Attributes,
  children: (context: StanzaContext) => BinaryNode[],
  optional: string[]
): KnownStanza => ({
  name: `notification ${type}${covers?.startsWith(`notification ${type} `) ? covers.slice(13 + type.length) : ''}`,
  ...(covers && { covers }),
  build: (context) =>
    node(
      'notification',
      { type, id: context.id(), t: T, ...attributes(context) },
      children(context)
    ),
  optional: ['@t', '@offline', ...optional]
})
