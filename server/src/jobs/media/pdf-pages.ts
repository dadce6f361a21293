import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'

const bytes_max = 32 * 1024 * 1024
const pages_max = 1_000_000
/** Objects that stand in a compressed stream: so many streams, each at most so large when it is opened. */
const streams_max = 2_000
const stream_bytes_max = 4 * 1024 * 1024

const inflateBytes = promisify(inflate)

/**
 * How many pages a PDF has: the count of the root of its tree of pages, which is the largest. Null where that cannot be found
 * out: in a file that is encrypted or damaged, or larger than is read for it.
 */
export const pageCountOf = async (path: string): Promise<number | null> => {
  if ((await stat(path)).size > bytes_max) return null
  // One byte is one character, so places in the text are places in the file.
  const bytes = await readFile(path)
  const text = bytes.toString('latin1')
  let count = largestCount(text)
  let streams = 0
  for (const { index } of text.matchAll(/\/Type\s*\/ObjStm\b/g)) {
    if (++streams > streams_max) break
    const opened = await openStream(bytes, text, index)
    if (opened) count = Math.max(count, largestCount(opened))
  }
  return count > 0 && count <= pages_max ? count : null
}

/** The largest count of the tree's nodes that stand in this text. */
const largestCount = (text: string): number => {
  let most = 0
  for (const { index } of text.matchAll(/\/Type\s*\/Pages\b/g)) {
    const dictionary = around(text, index)
    const found = /\/Count\s+(\d{1,9})\b/.exec(dictionary)
    most = Math.max(most, Number(found?.[1] ?? 0))
  }
  return most
}

const reach = 20_000

/** The dictionary that holds this place, between the `<<` that opens it and the `>>` that closes it. */
const around = (text: string, at: number): string => {
  let from = at
  for (let depth = 1; depth > 0 && from > Math.max(0, at - reach); from--) {
    if (text.startsWith('>>', from - 2)) depth++
    else if (text.startsWith('<<', from - 2)) depth--
    else continue
    from--
  }
  let to = at
  for (let depth = 1; depth > 0 && to < Math.min(text.length, at + reach); to++) {
    if (text.startsWith('<<', to)) depth++
    else if (text.startsWith('>>', to)) depth--
    else continue
    to++
  }
  return text.slice(from, to)
}

const openStream = async (bytes: Buffer, text: string, at: number): Promise<string | null> => {
  const begin = text.indexOf('stream', at)
  if (begin === -1 || begin - at > reach) return null
  let from = begin + 'stream'.length
  if (text[from] === '\r') from++
  if (text[from] === '\n') from++
  const to = text.indexOf('endstream', from)
  if (to === -1) return null
  try {
    const opened = await inflateBytes(bytes.subarray(from, to), {
      maxOutputLength: stream_bytes_max
    })
    return opened.toString('latin1')
  } catch {
    // Encrypted, damaged, or packed in a way that is not read here: then it tells nothing.
    return null
  }
}
