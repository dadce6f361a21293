import { useSyncExternalStore } from 'react'
import { chooseLanguage, type Digits, isDigits, type Language, speak } from './language.ts'

type Preferences = { language: Language; digits: Digits }

const key = 'preferences'
const listeners = new Set<() => void>()

/** A browser that keeps nothing gets what it asks for itself. */
const stored = (): Partial<Record<keyof Preferences, unknown>> => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}')
  } catch {
    return {}
  }
}

const read = (): Preferences => {
  const { language, digits } = stored()
  return {
    language: chooseLanguage([language, ...navigator.languages]),
    digits: isDigits(digits) ? digits : 'latn'
  }
}

let current = read()

export const preferences = {
  read: (): Preferences => current,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  change: async (change: Partial<Preferences>): Promise<void> => {
    const next = { ...current, ...change }
    await speak(next.language, next.digits)
    current = next
    try {
      localStorage.setItem(key, JSON.stringify(next))
    } catch {
      // It holds for this visit then.
    }
    for (const listener of listeners) listener()
  }
}

export const usePreferences = (): Preferences =>
  useSyncExternalStore(preferences.subscribe, preferences.read)

/** A request that says which language is read here: mails are written in it. */
export const fetchInLanguage: typeof fetch = (input, init) => {
  const request = new Request(input, init)
  request.headers.set('accept-language', current.language)
  return fetch(request)
}
