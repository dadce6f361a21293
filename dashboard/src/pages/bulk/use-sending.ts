import { useQueryClient } from '@tanstack/react-query'
import type { Arguments } from '@whatsapp-saas/sdk'
import { useEffect, useRef, useState } from 'react'
import { api, type Schemas } from '../../lib/api.ts'

type Sent = Arguments<'sendMessages'>['messages'][number]
export type Refused = { to: string; code: string; detail: string }
export type Progress = {
  total: number
  accepted: number
  refused: Refused[]
  /** What a call failed with; it goes on where it stopped. */
  error: unknown
  busy: boolean
}

/** So many messages go in a call: progress is seen, and a call that is repeated is short. */
const call_messages = 200

type Call = { key: string; messages: Sent[] }

/** Hands messages over call by call. Each call has its key, so that one that is repeated sends nothing twice. */
export const useSending = () => {
  const queries = useQueryClient()
  const left = useRef<Call[]>([])
  const [progress, setProgress] = useState<Progress | null>(null)
  const busy = progress?.busy ?? false
  useEffect(() => {
    if (!busy) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [busy])
  const go = async (): Promise<void> => {
    setProgress((was) => was && { ...was, busy: true, error: null })
    try {
      for (let call = left.current[0]; call; call = left.current[0]) {
        const { key, messages } = call
        const answer = await api.sendMessages({ messages }, { idempotency_key: key })
        left.current = left.current.slice(1)
        setProgress((was) => was && added(was, answer, messages))
      }
      setProgress((was) => was && { ...was, busy: false })
    } catch (error) {
      setProgress((was) => was && { ...was, busy: false, error })
    }
    await queries.invalidateQueries({ queryKey: ['message-log'] })
  }
  const begin = (messages: Sent[]): Promise<void> => {
    left.current = []
    for (let index = 0; index < messages.length; index += call_messages)
      left.current.push({
        key: crypto.randomUUID(),
        messages: messages.slice(index, index + call_messages)
      })
    setProgress({ total: messages.length, accepted: 0, refused: [], error: null, busy: true })
    return go()
  }
  return { progress, begin, go, reset: () => setProgress(null) }
}

const added = (was: Progress, answer: Schemas['BulkResult'], messages: Sent[]): Progress => ({
  ...was,
  accepted: was.accepted + answer.accepted,
  refused: [
    ...was.refused,
    ...answer.results.flatMap(({ index, error }) =>
      error
        ? [
            {
              to: messages[index]?.to ?? '',
              code: error.code,
              detail: error.errors[0]?.message ?? error.detail
            }
          ]
        : []
    )
  ]
})
