import type { BinaryNode } from 'baileys'

/** Ciphertexts that Baileys takes to be decrypted. */
const readable = new Set(['pkmsg', 'msg', 'skmsg'])

/**
 * Posts of a status that come as a stanza of their own. Baileys knows none but messages: it gets them as one, and they are
 * acknowledged as what they are when they have been recorded.
 */
export type StatusStanzas = {
  /** Makes a message of the stanza, if there is something in it that can be read. */
  take(stanza: BinaryNode): boolean
  acknowledge(stanza: BinaryNode): void
  /** What a stanza says is recorded. */
  recorded(stanza: BinaryNode): void
}

export const createStatusStanzas = (acknowledge: (stanza: BinaryNode) => void): StatusStanzas => {
  const taken = new WeakSet<BinaryNode>()
  return {
    acknowledge,
    take: (stanza) => {
      const parts = Array.isArray(stanza.content) ? stanza.content : []
      const sealed = parts.filter(({ tag }) => tag === 'enc')
      const fits = sealed.every(
        ({ attrs, content }) => readable.has(attrs['type'] ?? '') && content instanceof Uint8Array
      )
      if (sealed.length === 0 || !fits) return false
      stanza.tag = 'message'
      taken.add(stanza)
      return true
    },
    recorded: (stanza) => {
      if (taken.delete(stanza)) acknowledge({ ...stanza, tag: 'status' })
    }
  }
}
