import { type BinaryNode, getBinaryNodeChild, S_WHATSAPP_NET, type WASocket } from 'baileys'
import { AppError, type ErrorCode } from '../../../domain/errors.ts'

/** WhatsApp has answered a question with an error. What it means is up to who has asked. */
export class QuestionRefused extends Error {
  override name = 'QuestionRefused'
  readonly code: string
  readonly text: string
  /** How long WhatsApp wants not to be asked, where it says so. */
  readonly backoff_s: number | undefined
  constructor({ attrs }: BinaryNode) {
    const { code = '', text = '', backoff } = attrs
    super(`${code} ${text}`)
    this.code = code
    this.text = text
    this.backoff_s = /^\d{1,6}$/.test(backoff ?? '') ? Number(backoff) : undefined
  }
}

export type Question = {
  xmlns: string
  type: 'get' | 'set'
  /** WhatsApp's server unless said. */
  to?: string
  /** Whom it is about, where the stanza names that apart. */
  target?: string
  content?: BinaryNode[]
}

/** Resolves with WhatsApp's answer. Rejects with QuestionRefused, or with the signal's reason; nobody listens any more then. */
export type Ask = (question: Question, signal: AbortSignal) => Promise<BinaryNode>

/**
 * Asks WhatsApp in Baileys' place: that one cannot be told that nobody waits any more, and takes no answer in time for an
 * empty one.
 */
export const createAsk =
  (socket: WASocket): Ask =>
  ({ xmlns, type, to = S_WHATSAPP_NET, target, content }, signal) => {
    const attrs = { to, type, xmlns, ...(target !== undefined && { target }) }
    return askWith(socket, { tag: 'iq', attrs, ...(content && { content }) }, signal)
  }

/** The same with a stanza of any kind, which is answered by an acknowledgement. */
export const askWith = async (
  socket: WASocket,
  { attrs, ...stanza }: BinaryNode,
  signal: AbortSignal
): Promise<BinaryNode> => {
  signal.throwIfAborted()
  const id = socket.generateMessageTag()
  const { promise, resolve, reject } = Promise.withResolvers<BinaryNode>()
  const event = `TAG:${id}`
  const giveUp = (): void => reject(signal.reason)
  socket.ws.once(event, resolve)
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    const sent = socket.sendNode({ ...stanza, attrs: { id, ...attrs } })
    const [answer] = await Promise.all([promise, sent.catch(notSent)])
    const error = getBinaryNodeChild(answer, 'error')
    const code = answer.tag === 'ack' ? answer.attrs['error'] : undefined
    if (answer.attrs['type'] === 'error' || error || code)
      throw new QuestionRefused(error ?? { tag: 'error', attrs: code ? { code } : {} })
    return answer
  } finally {
    socket.ws.off(event, resolve)
    signal.removeEventListener('abort', giveUp)
  }
}

const notSent = (cause: unknown): never => {
  throw new AppError('call_interrupted', {}, { cause })
}

const rate_limited_s = 60

/** What the caller is told of an error, unless one of these codes has a meaning of its own here. */
export const refusalOf = (
  error: unknown,
  meanings: ReadonlyMap<string, ErrorCode> = new Map()
): unknown => {
  if (!(error instanceof QuestionRefused)) return error
  const { code, text, backoff_s } = error
  const context = { whatsapp_code: code, whatsapp_text: text }
  const meaning = meanings.get(code)
  if (meaning) return new AppError(meaning, context, { cause: error })
  if (code === '429')
    return new AppError('whatsapp_rate_limited', context, {
      cause: error,
      retry_after_s: backoff_s ?? rate_limited_s
    })
  if (code === '408' || /^5\d\d$/.test(code))
    return new AppError('whatsapp_unavailable', context, {
      cause: error,
      ...(backoff_s !== undefined && { retry_after_s: backoff_s })
    })
  const named = text ? `${code} (${text})` : code
  const detail = `WhatsApp answered with the error ${named || 'without a code'}.`
  return new AppError('refused_by_whatsapp', context, { cause: error, detail })
}
