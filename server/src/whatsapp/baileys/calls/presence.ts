import type { CallHandlers } from '../../contract.ts'
import type { CallContext } from './context.ts'

/** Apps show that somebody types for so long, unless they hear of it again. */
const typing_ms = 25_000

/** Calls about who is there and who types: what the account shows of itself, and what it wants to hear of others. */
export const presenceCalls = ({
  socket,
  creds,
  ended,
  addressOf
}: CallContext): Pick<CallHandlers, 'set_typing' | 'watch_presence' | 'show_presence'> => {
  let watching = false
  /** What a caller wants to be shown; null: nobody has said. */
  let wanted: 'online' | 'offline' | null = null
  let timer: NodeJS.Timeout | undefined
  const show = (type: 'available' | 'unavailable'): Promise<void> =>
    // Baileys says nothing for an account that has no name yet.
    socket.sendNode({
      tag: 'presence',
      attrs: { name: (creds.me?.name ?? '~').replaceAll('@', ''), type }
    })
  /** The phone of an account that is online here may not ring: no longer than it must be. */
  const leaveLater = (): void => {
    clearTimeout(timer)
    if ((watching && wanted !== 'offline') || wanted === 'online' || ended.aborted) return
    timer = setTimeout(() => {
      // The connection has ended then, and with it that the account is there.
      show('unavailable').catch(() => undefined)
    }, typing_ms)
    timer.unref()
  }
  ended.addEventListener('abort', () => clearTimeout(timer), { once: true })

  return {
    set_typing: async ({ chat_id, state }) => {
      const shown = { typing: 'composing', recording: 'recording', paused: 'paused' } as const
      // Who is not there cannot be seen typing.
      await show('available')
      await socket.sendPresenceUpdate(shown[state], await addressOf(chat_id))
      leaveLater()
      return {}
    },
    show_presence: async ({ state }) => {
      wanted = state
      clearTimeout(timer)
      await show(state === 'online' ? 'available' : 'unavailable')
      return {}
    },
    watch_presence: async ({ contact }) => {
      // WhatsApp tells nothing of others to who is not there.
      watching = true
      clearTimeout(timer)
      await show('available')
      await socket.presenceSubscribe(await addressOf(contact))
      return {}
    }
  }
}
