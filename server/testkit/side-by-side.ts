import { suite, type TestContext, test } from 'node:test'

type Work = (t: TestContext) => Promise<void> | void

/**
 * `test` for a file whose tests mostly wait for pauses and time-outs, each with processes and a database of its own:
 * so many of them run at the same time.
 */
export const sideBySide = (concurrency: number): ((title: string, work: Work) => void) => {
  const tests = new Map<string, Work>()
  // The whole file is read by then.
  setImmediate(() =>
    suite('side by side', { concurrency }, () => {
      for (const [title, work] of tests) test(title, work)
    })
  )
  return (title, work) => {
    if (tests.has(title)) throw new Error(`two tests are called: ${title}`)
    tests.set(title, work)
  }
}
