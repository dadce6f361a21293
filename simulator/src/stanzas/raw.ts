/** A stanza whose texts may be any bytes, and whose content need not fit its name. */
export interface RawStanza {
  tag: string | Buffer
  attrs: [name: string | Buffer, value: string | Buffer][]
  content?: RawStanza[] | Buffer | { text: string }
}

const LIST_EMPTY = 0
const LIST_8 = 248
const LIST_16 = 249
const JID_PAIR = 250
const BINARY_8 = 252
const BINARY_20 = 253
const BINARY_32 = 254

/** The bytes of a stanza as it is, whether a codec would have written it like this or not. */
export const encodeRaw = (stanza: RawStanza): Buffer => {
  const parts = [Buffer.from([0])]
  addStanza(parts, stanza)
  return Buffer.concat(parts)
}

const addStanza = (parts: Buffer[], { tag, attrs, content }: RawStanza): void => {
  parts.push(listHead(1 + 2 * attrs.length + (content === undefined ? 0 : 1)), ...textParts(tag))
  for (const [name, value] of attrs) parts.push(...textParts(name), ...textParts(value))
  if (Buffer.isBuffer(content)) {
    parts.push(...textParts(content))
  } else if (Array.isArray(content)) {
    parts.push(listHead(content.length))
    for (const child of content) addStanza(parts, child)
  } else if (content) {
    // Readers take an address where bytes stood for a text.
    parts.push(Buffer.from([JID_PAIR]), ...textParts(content.text), ...textParts('s.whatsapp.net'))
  }
}

const listHead = (length: number): Buffer => {
  if (length === 0) return Buffer.from([LIST_EMPTY])
  if (length < 256) return Buffer.from([LIST_8, length])
  return Buffer.from([LIST_16, (length >> 8) & 0xff, length & 0xff])
}

const textParts = (text: string | Buffer): Buffer[] => {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  return [lengthHead(bytes.length), bytes]
}

const lengthHead = (length: number): Buffer => {
  if (length < 256) return Buffer.from([BINARY_8, length])
  if (length < 1 << 20)
    return Buffer.from([BINARY_20, length >> 16, (length >> 8) & 0xff, length & 0xff])
  const head = Buffer.alloc(5)
  head.writeUInt8(BINARY_32)
  head.writeUInt32BE(length, 1)
  return head
}
