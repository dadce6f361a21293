import { notifications } from '@mantine/notifications'
import { sentenceOf } from './problem.ts'

export const tell = (message: string): void => {
  notifications.show({ message, color: 'leaf' })
}

export const tellError = (error: unknown): void => {
  notifications.show({ message: sentenceOf(error), color: 'red', autoClose: 8_000 })
}
