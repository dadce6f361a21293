import type { Dispatcher } from 'undici'

type Body = Dispatcher.ResponseData['body']

const bytes_max = 1_024
const text_chars_max = 200
// The status has said what matters: what follows is not waited for long.
const wait_ms_max = 1_000

/** Reads the rest of a short answer, which keeps the connection for the next request. A long or slow one is cut off. */
export const drain = async (body: Body): Promise<void> => {
  await body.dump({ limit: bytes_max, signal: AbortSignal.timeout(wait_ms_max) }).catch(() => {
    body.destroy()
  })
}

/** The beginning of an answer as one line of text. */
export const answerText = async (body: Body): Promise<string> => {
  const chunks: Buffer[] = []
  let length = 0
  const timer = setTimeout(() => body.destroy(), wait_ms_max)
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= bytes_max) break
    }
  } catch {
    // What came before the connection broke is enough.
    body.destroy()
  } finally {
    clearTimeout(timer)
  }
  return Buffer.concat(chunks)
    .subarray(0, bytes_max)
    .toString('utf8')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, text_chars_max)
    .toWellFormed()
}
