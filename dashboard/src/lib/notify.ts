import { msg } from '@lingui/core/macro'
import { useSyncExternalStore } from 'react'
import { i18n } from './language.ts'
import { sentenceOf } from './problem.ts'

type Note = { message: string; color: string; autoClose?: number }

let wanted = false
const watchers = new Set<() => void>()

/** What shows notes is loaded with the first of them. */
const show = async (note: Note): Promise<void> => {
  wanted = true
  for (const watcher of watchers) watcher()
  const { notifications } = await import('@mantine/notifications')
  const closeButtonProps = { 'aria-label': i18n._(msg`Close`) }
  notifications.show({ ...note, closeButtonProps })
}

export const tell = (message: string): void => {
  show({ message, color: 'leaf' })
}

export const tellError = (error: unknown): void => {
  show({ message: sentenceOf(error), color: 'red', autoClose: 8_000 })
}

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Whether there was anything to tell yet. */
export const useHasNotes = (): boolean => useSyncExternalStore(watch, () => wanted)
