import type { Readable } from 'node:stream'

const buckets = 64
const samples_of_a_frame = 400

/** How loud a sound is, as apps draw it: 64 bytes of 0 to 100. Takes 16-bit samples, and holds one number for each tenth of a second. */
export const waveformOf = async (samples: Readable): Promise<Buffer | null> => {
  const frames: number[] = []
  let sum = 0
  let count = 0
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of samples as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece
    const whole = bytes.length - (bytes.length % 2)
    for (let at = 0; at < whole; at += 2) {
      sum += Math.abs(bytes.readInt16LE(at))
      if (++count === samples_of_a_frame) {
        frames.push(sum / count)
        sum = 0
        count = 0
      }
    }
    rest = bytes.subarray(whole)
  }
  if (count > 0) frames.push(sum / count)
  if (frames.length === 0) return null
  const means = Array.from({ length: buckets }, (_, nth) => {
    const from = Math.floor((nth * frames.length) / buckets)
    const to = Math.max(from + 1, Math.floor(((nth + 1) * frames.length) / buckets))
    const part = frames.slice(from, to)
    return part.reduce((total, one) => total + one, 0) / part.length
  })
  const most = Math.max(...means)
  return Buffer.from(means.map((mean) => (most === 0 ? 0 : Math.round((mean / most) * 100))))
}
