import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export type ZipEntry = {
  name: string
  content: AsyncIterable<Uint8Array>
  /** Whether it gets smaller: text does, pictures and sounds do not. */
  compress: boolean
}

// Version 4.5: sizes and places have 64 bits everywhere, so neither a file nor the archive has a limit.
const version = 45
const made_on_unix = 3 << 8
/** The sizes follow the content, and names are UTF-8. */
const flags = 0x0808
const unknown_32 = 0xffffffff
const unknown_16 = 0xffff
const plain_file = (0o100644 << 16) >>> 0
const zip64 = 0x0001

/**
 * A ZIP archive as it is written, one entry after the other: what is in memory is a piece of one entry, and some hundred bytes for
 * each that was written before. Each is opened when it is its turn.
 */
export const zipOf = async function* (
  entries: AsyncIterable<ZipEntry>,
  now: Date
): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = []
  let at = 0
  for await (const entry of entries) {
    const offset = at
    const name = Buffer.from(entry.name)
    const common = commonFields(entry.compress, now)
    const header = localHeader(name, common)
    at += header.length
    yield header
    const counted = { crc: 0, bytes: 0 }
    let compressed = 0
    const content = counting(entry.content, counted)
    for await (const piece of entry.compress ? deflated(content) : content) {
      compressed += piece.byteLength
      yield piece
    }
    const end = descriptor(counted, compressed)
    at += compressed + end.length
    yield end
    directory.push(directoryEntry(name, common, counted, compressed, offset))
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0)
  yield* directory
  yield ending(directory.length, size, at)
}

type Counted = { crc: number; bytes: number }

const counting = async function* (
  content: AsyncIterable<Uint8Array>,
  counted: Counted
): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    counted.crc = crc32(piece, counted.crc)
    counted.bytes += piece.byteLength
    yield piece
  }
}

const deflated = (content: AsyncGenerator<Uint8Array>): AsyncIterable<Buffer> => {
  const deflate = createDeflateRaw()
  // An error of the source is thrown by whoever reads on.
  pipeline(Readable.from(content), deflate, () => undefined)
  return deflate
}

/** What stands in both places: how it is written and when. */
const commonFields = (compress: boolean, now: Date): Buffer => {
  const fields = Buffer.alloc(10)
  fields.writeUInt16LE(version, 0)
  fields.writeUInt16LE(flags, 2)
  fields.writeUInt16LE(compress ? 8 : 0, 4)
  const time = (now.getUTCHours() << 11) | (now.getUTCMinutes() << 5) | (now.getUTCSeconds() >> 1)
  const date =
    ((now.getUTCFullYear() - 1980) << 9) | ((now.getUTCMonth() + 1) << 5) | now.getUTCDate()
  fields.writeUInt16LE(time, 6)
  fields.writeUInt16LE(date, 8)
  return fields
}

const localHeader = (name: Buffer, common: Buffer): Buffer => {
  const extra = Buffer.alloc(20)
  extra.writeUInt16LE(zip64, 0)
  extra.writeUInt16LE(16, 2)
  const sizes = Buffer.alloc(16)
  sizes.writeUInt32LE(unknown_32, 4)
  sizes.writeUInt32LE(unknown_32, 8)
  sizes.writeUInt16LE(name.length, 12)
  sizes.writeUInt16LE(extra.length, 14)
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, sizes, name, extra])
}

const descriptor = ({ crc, bytes }: Counted, compressed: number): Buffer => {
  const end = Buffer.alloc(24)
  end.write('PK\x07\x08', 'latin1')
  end.writeUInt32LE(crc, 4)
  end.writeBigUInt64LE(BigInt(compressed), 8)
  end.writeBigUInt64LE(BigInt(bytes), 16)
  return end
}

const directoryEntry = (
  name: Buffer,
  common: Buffer,
  { crc, bytes }: Counted,
  compressed: number,
  offset: number
): Buffer => {
  const begin = Buffer.alloc(6)
  begin.write('PK\x01\x02', 'latin1')
  begin.writeUInt16LE(made_on_unix | version, 4)
  const rest = Buffer.alloc(30)
  rest.writeUInt32LE(crc, 0)
  rest.writeUInt32LE(unknown_32, 4)
  rest.writeUInt32LE(unknown_32, 8)
  rest.writeUInt16LE(name.length, 12)
  rest.writeUInt16LE(28, 14)
  rest.writeUInt32LE(plain_file, 22)
  rest.writeUInt32LE(unknown_32, 26)
  const extra = Buffer.alloc(28)
  extra.writeUInt16LE(zip64, 0)
  extra.writeUInt16LE(24, 2)
  extra.writeBigUInt64LE(BigInt(bytes), 4)
  extra.writeBigUInt64LE(BigInt(compressed), 12)
  extra.writeBigUInt64LE(BigInt(offset), 20)
  return Buffer.concat([begin, common, rest, name, extra])
}

const ending = (entries: number, size: number, at: number): Buffer => {
  const record = Buffer.alloc(56)
  record.write('PK\x06\x06', 'latin1')
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE(made_on_unix | version, 12)
  record.writeUInt16LE(version, 14)
  record.writeBigUInt64LE(BigInt(entries), 24)
  record.writeBigUInt64LE(BigInt(entries), 32)
  record.writeBigUInt64LE(BigInt(size), 40)
  record.writeBigUInt64LE(BigInt(at), 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\x06\x07', 'latin1')
  locator.writeBigUInt64LE(BigInt(at + size), 8)
  locator.writeUInt32LE(1, 16)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(unknown_16, 8)
  end.writeUInt16LE(unknown_16, 10)
  end.writeUInt32LE(unknown_32, 12)
  end.writeUInt32LE(unknown_32, 16)
  return Buffer.concat([record, locator, end])
}
