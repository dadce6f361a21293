import { crc32, inflateRawSync } from 'node:zlib'

const unknown_32 = 0xffffffff

/** The files of an archive, read from its directory as every program does, also one of the 64-bit kind; fails when it is damaged. */
export const unzip = (zip: Buffer): Map<string, Buffer> => {
  const files = new Map<string, Buffer>()
  let { at, left } = directoryOf(zip)
  for (; left > 0; left--) {
    const name_length = zip.readUInt16LE(at + 28)
    const extra_length = zip.readUInt16LE(at + 30)
    const name = zip.toString('utf8', at + 46, at + 46 + name_length)
    if (zip.toString('latin1', at, at + 4) !== 'PK\x01\x02') throw new Error(`${name}: no entry`)
    const extra = zip.subarray(at + 46 + name_length, at + 46 + name_length + extra_length)
    const { bytes, compressed, place } = sizesOf(zip, at, extra)
    const local = zip.subarray(place, place + 30)
    if (local.toString('latin1', 0, 4) !== 'PK\x03\x04') throw new Error(`${name}: no file`)
    const begin = place + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
    const kept = zip.subarray(begin, begin + compressed)
    const data = zip.readUInt16LE(at + 10) === 0 ? kept : inflateRawSync(kept)
    if (data.length !== bytes || crc32(data) !== zip.readUInt32LE(at + 16))
      throw new Error(`${name}: damaged`)
    files.set(name, data)
    at += 46 + name_length + extra_length + zip.readUInt16LE(at + 32)
  }
  return files
}

const directoryOf = (zip: Buffer): { at: number; left: number } => {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  const at = zip.readUInt32LE(end + 16)
  if (at !== unknown_32) return { at, left: zip.readUInt16LE(end + 10) }
  const record = Number(zip.readBigUInt64LE(end - 12))
  if (zip.toString('latin1', record, record + 4) !== 'PK\x06\x06') throw new Error('no end')
  return {
    at: Number(zip.readBigUInt64LE(record + 48)),
    left: Number(zip.readBigUInt64LE(record + 32))
  }
}

/** What does not fit into 32 bits stands in the extra field, in this order. */
const sizesOf = (zip: Buffer, at: number, extra: Buffer) => {
  let next = 4
  const [bytes = 0, compressed = 0, place = 0] = [24, 20, 42].map((offset) => {
    const short = zip.readUInt32LE(at + offset)
    if (short !== unknown_32) return short
    next += 8
    return Number(extra.readBigUInt64LE(next - 8))
  })
  return { bytes, compressed, place }
}
