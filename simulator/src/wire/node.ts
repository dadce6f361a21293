import type { BinaryNode } from './wire.ts'

export type Attributes = Record<string, string | undefined>

/** Builds a stanza; attributes without a value are left out. */
export const node = (
  tag: string,
  attributes: Attributes = {},
  content?: BinaryNode['content']
): BinaryNode => {
  const attrs: Record<string, string> = {}
  for (const key in attributes) {
    const value = attributes[key]
    if (value !== undefined) attrs[key] = value
  }
  return content === undefined ? { tag, attrs } : { tag, attrs, content }
}

export const childrenOf = (parent: BinaryNode | undefined): BinaryNode[] =>
  Array.isArray(parent?.content) ? parent.content : []

export const childOf = (parent: BinaryNode | undefined, tag: string): BinaryNode | undefined =>
  childrenOf(parent).find((child) => child.tag === tag)

export const childrenNamed = (parent: BinaryNode | undefined, tag: string): BinaryNode[] =>
  childrenOf(parent).filter((child) => child.tag === tag)

/** The content as bytes; null when the node is missing or holds children. */
export const bytesOf = (parent: BinaryNode | undefined): Buffer | null => {
  const content = parent?.content
  if (content === undefined || Array.isArray(content)) return null
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)
}

export const bytesOfChild = (parent: BinaryNode | undefined, tag: string): Buffer | null =>
  bytesOf(childOf(parent, tag))

export const bigEndian = (value: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length)
  bytes.writeUIntBE(value, 0, length)
  return bytes
}

export const fromBigEndian = (bytes: Uint8Array): number =>
  bytes.reduce((sum, byte) => sum * 256 + byte, 0)

export const nowSeconds = (): string => String(Math.floor(Date.now() / 1000))
