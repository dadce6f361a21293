import type { Dispatcher } from 'undici'

type Body = Dispatcher.ResponseData['body']

/** So much of an answer is kept. */
export const answer_bytes_max = 4_096
const line_chars_max = 200
// The status has said what matters: what follows is not waited for long.
const wait_ms_max = 1_000

/**
 * The beginning of an answer as text. A short answer is read to its end, which keeps the connection for the next request; a
 * long or slow one is cut off.
 */
export const answerText = async (body: Body): Promise<string> => {
  const chunks: Buffer[] = []
  let length = 0
  const timer = setTimeout(() => body.destroy(), wait_ms_max)
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length > answer_bytes_max) break
    }
  } catch {
    // What came before the connection broke is enough.
    body.destroy()
  } finally {
    clearTimeout(timer)
  }
  return Buffer.concat(chunks)
    .subarray(0, answer_bytes_max)
    .toString('utf8')
    .replace(/[^\P{Cc}\n\t]+/gu, '')
    .toWellFormed()
}

/** The same in one line, shortly. */
export const lineOf = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, line_chars_max)
    .toWellFormed()
