import { crc32 } from 'node:zlib'

/** The files of an archive, read from its directory as every program does; fails when it is damaged or compressed. */
export const unzip = (zip: Buffer): Map<string, Buffer> => {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  const files = new Map<string, Buffer>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const name_length = zip.readUInt16LE(at + 28)
    const name = zip.toString('utf8', at + 46, at + 46 + name_length)
    const size = zip.readUInt32LE(at + 24)
    const place = zip.readUInt32LE(at + 42)
    const local = zip.subarray(place, place + 30)
    if (zip.toString('latin1', at, at + 4) !== 'PK\x01\x02') throw new Error(`${name}: no entry`)
    if (local.toString('latin1', 0, 4) !== 'PK\x03\x04') throw new Error(`${name}: no file`)
    if (zip.readUInt16LE(at + 10) !== 0) throw new Error(`${name}: compressed`)
    const begin = place + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
    const data = zip.subarray(begin, begin + size)
    if (crc32(data) !== zip.readUInt32LE(at + 16)) throw new Error(`${name}: damaged`)
    files.set(name, data)
    at += 46 + name_length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return files
}
