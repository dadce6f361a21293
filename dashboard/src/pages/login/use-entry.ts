import { useRouter, useRouterState } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { nextAddress } from '../../lib/next-address.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'

/** Through the form, or past it. */
type Way = 'form' | 'instead'

/** A form of texts, and perhaps another way in: what is under way, and what was wrong with it. */
export const useEntry = (enter: (values: Record<string, string>) => Promise<unknown>) => {
  const [busy, setBusy] = useState<Way | null>(null)
  const [failed, setFailed] = useState<{ way: Way; error: unknown } | null>(null)
  const attempt = async (way: Way, go: () => Promise<unknown>): Promise<void> => {
    setBusy(way)
    setFailed(null)
    try {
      await go()
    } catch (error) {
      setFailed({ way, error })
    } finally {
      setBusy(null)
    }
  }
  const submit = (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const values = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
    return attempt('form', () => enter(values))
  }
  // What another way is given stands in no field.
  const fields = failed?.way === 'form' ? fieldErrors(failed.error) : {}
  const sentence = failed && Object.keys(fields).length === 0 ? sentenceOf(failed.error) : null
  const goInstead = (go: () => Promise<unknown>): Promise<void> => attempt('instead', go)
  return { busy, submit, goInstead, fields, sentence }
}

/** Leads to where the login was asked for, or into the dashboard. */
export const useGoOn = (): (() => void) => {
  const router = useRouter()
  const next = useRouterState({
    select: (state) => nextAddress((state.location.search as { next?: string }).next)
  })
  return () => router.history.push(next)
}
