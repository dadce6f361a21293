import assert from 'node:assert/strict'
import { until } from '../../../testkit/until.ts'
import type { CachePromise } from './suite.ts'

/** What one process says and the others hear. */
export const channelPromises = (promise: CachePromise): void => {
  promise(
    'a message reaches every listener once and in order, and nobody else',
    async ({ one, other }) => {
      const heard: string[][] = [[], [], [], []]
      const listener = (nth: number) => ({
        message: (text: string) => void heard[nth]?.push(text),
        missed: () => undefined
      })
      await one.channel('a').subscribe(listener(0))
      const end = await other.channel('a').subscribe(listener(1))
      await one.channel('a').subscribe(listener(2))
      await one.channel('b').subscribe(listener(3))
      const texts = Array.from({ length: 50 }, (_, nth) => `${nth} with spaces and 😀`)
      for (const text of texts) await one.channel('a').publish(text)
      await until('all have heard', () => heard.slice(0, 3).every((one) => one.length >= 50))
      await end()
      await other.channel('a').publish('last')
      await until('the others have heard', () => heard[0]?.length === 51 && heard[2]?.length === 51)
      assert.deepEqual(heard, [[...texts, 'last'], texts, [...texts, 'last'], []])
    }
  )

  promise('a listener that throws keeps the message from nobody', async ({ one, other }) => {
    const heard: string[] = []
    await other.channel('a').subscribe({
      message: () => {
        throw new Error('of a listener')
      },
      missed: () => undefined
    })
    await other.channel('a').subscribe({
      message: (text) => void heard.push(text),
      missed: () => undefined
    })
    await one.channel('a').publish('news')
    await until('the other has heard', () => heard.length === 1)
  })
}
