import { useRouter, useRouterState } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { nextAddress } from '../../lib/next-address.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'

/** A form of texts: what is under way, and what was wrong with it. */
export const useEntry = (enter: (values: Record<string, string>) => Promise<unknown>) => {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const values = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
    setBusy(true)
    setError(null)
    try {
      await enter(values)
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const fields = fieldErrors(error)
  const sentence = error !== null && Object.keys(fields).length === 0 ? sentenceOf(error) : null
  return { busy, submit, fields, sentence }
}

/** Leads to where the login was asked for, or into the dashboard. */
export const useGoOn = (): (() => void) => {
  const router = useRouter()
  const next = useRouterState({
    select: (state) => nextAddress((state.location.search as { next?: string }).next)
  })
  return () => router.history.push(next)
}
