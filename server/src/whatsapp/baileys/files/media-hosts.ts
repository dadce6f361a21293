import { type BinaryNode, S_WHATSAPP_NET, type WASocket } from 'baileys'

/** Where files are transferred, and the right to upload. */
export type MediaHosts = { hosts: string[]; auth: string }

const ask_within_ms = 20_000
const ttl_s_max = 3_600

/**
 * Asks WhatsApp for the hosts of files, once for as long as it says. (Baileys' own `refreshMediaConn` answers with the first
 * failure for ever.) `anew`: what was told before has been refused.
 */
export const createMediaHosts = (
  socket: Pick<WASocket, 'query'>
): ((anew?: boolean) => Promise<MediaHosts>) => {
  let known: { answer: Promise<MediaHosts & { ttl_s: number }>; asked_ms: number } | undefined
  let until_ms = 0

  return async (anew = false) => {
    const now_ms = performance.now()
    if (!known || anew || now_ms > until_ms) {
      until_ms = now_ms + ask_within_ms
      known = { answer: ask(socket), asked_ms: now_ms }
    }
    const { answer, asked_ms } = known
    try {
      const { ttl_s, ...told } = await answer
      if (known?.answer === answer) until_ms = asked_ms + ttl_s * 1_000
      return told
    } catch (error) {
      if (known?.answer === answer) known = undefined
      throw error
    }
  }
}

const ask = async (socket: Pick<WASocket, 'query'>): Promise<MediaHosts & { ttl_s: number }> => {
  const answer: BinaryNode = await socket.query(
    {
      tag: 'iq',
      attrs: { to: S_WHATSAPP_NET, type: 'set', xmlns: 'w:m' },
      content: [{ tag: 'media_conn', attrs: {} }]
    },
    ask_within_ms
  )
  const [told] = childrenOf(answer, 'media_conn')
  const hosts = childrenOf(told, 'host').flatMap(({ attrs }) => [
    attrs['hostname'],
    attrs['fallback_hostname']
  ])
  const auth = told?.attrs['auth']
  const known = [...new Set(hosts)].filter((host) => host !== undefined && isHost(host))
  if (!auth || known.length === 0) throw new Error('WhatsApp names no hosts for files')
  const ttl_s = Math.min(ttl_s_max, Number(told.attrs['ttl']) || 0)
  return { hosts: known as string[], auth, ttl_s }
}

const childrenOf = (node: BinaryNode | undefined, tag: string): BinaryNode[] =>
  Array.isArray(node?.content) ? node.content.filter((child) => child.tag === tag) : []

const isHost = (host: string): boolean =>
  URL.canParse(`https://${host}`) && new URL(`https://${host}`).host === host
