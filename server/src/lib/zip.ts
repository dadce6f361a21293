import { crc32 } from 'node:zlib'

export type ZipEntry = { name: string; data: Buffer }

/** 1980-01-01, the first day that the format knows: the same files give the same archive, byte for byte. */
const date = 0x0021
const version = 20
const names_are_utf8 = 0x0800

/** An archive of these files in this order, not compressed. */
export const zipOf = (entries: ZipEntry[]): Buffer => {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data } of entries) {
    const bytes = Buffer.from(name)
    const about = described(bytes, data)
    const local = Buffer.concat([signature('PK\x03\x04'), about, bytes, data])
    // Made by version; then what the file itself says; then comment, disk, attributes and place.
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(signature('PK\x01\x02'), words(version), about, place, bytes)
    files.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  const sizes = Buffer.alloc(8)
  sizes.writeUInt32LE(listed.length, 0)
  sizes.writeUInt32LE(offset, 4)
  const count = words(0, 0, entries.length, entries.length)
  return Buffer.concat([...files, listed, signature('PK\x05\x06'), count, sizes, words(0)])
}

/** Version, flags, method, time, date, checksum, sizes, length of the name and of what is added to it. */
const described = (name: Buffer, data: Buffer): Buffer => {
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32LE(crc32(data), 0)
  sizes.writeUInt32LE(data.length, 4)
  sizes.writeUInt32LE(data.length, 8)
  return Buffer.concat([words(version, names_are_utf8, 0, 0, date), sizes, words(name.length, 0)])
}

const signature = (text: string): Buffer => Buffer.from(text, 'latin1')

const words = (...values: number[]): Buffer => {
  const buffer = Buffer.alloc(values.length * 2)
  for (const [index, value] of values.entries()) buffer.writeUInt16LE(value, index * 2)
  return buffer
}
