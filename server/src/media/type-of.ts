import { fileTypeFromBuffer } from 'file-type'

/** So much of the beginning of a file tells its type. */
export const head_bytes = 4_100

/** What has no mark at its beginning: what the caller says is believed of these alone. */
const told =
  /^(text\/(plain|csv|html|css|markdown|calendar|vcard|xml)|application\/(json|xml)|image\/svg\+xml)$/
const looks_like_markup = /^\s*(<\?xml|<!doctype|<html|<svg)/i

/** The type of a file by the beginning of its content. What the caller has said counts only for text, which has no mark. */
export const typeOf = async (head: Uint8Array, said: string | null): Promise<string> => {
  const found = await fileTypeFromBuffer(head)
  const claimed = (said ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (found && found.mime !== 'application/xml') return found.mime
  if (!isText(head)) return 'application/octet-stream'
  if (told.test(claimed)) return claimed
  if (found) return found.mime
  return looks_like_markup.test(Buffer.from(head).toString('latin1')) ? 'text/html' : 'text/plain'
}

/** No control character but those of text, and UTF-8 as far as it goes. */
const isText = (head: Uint8Array): boolean =>
  head.length > 0 && !head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))
