import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCoalesced } from '../../src/lib/coalesce.ts'

/** A loop whose runs end when the test says so. */
const held = () => {
  const open: PromiseWithResolvers<void>[] = []
  const failures: unknown[] = []
  const loop = createCoalesced(
    () => {
      const run = Promise.withResolvers<void>()
      open.push(run)
      return run.promise
    },
    (error) => failures.push(error)
  )
  return { loop, open, failures }
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('what is asked for during a run is one more run, however often it was asked', async () => {
  const { loop, open } = held()
  loop.request()
  assert.equal(open.length, 1, 'it begins at once')
  for (let count = 0; count < 5; count++) loop.request()
  assert.equal(open.length, 1, 'never two at once')
  open[0]?.resolve()
  await turn()
  assert.equal(open.length, 2)
  open[1]?.resolve()
  await loop.idle()
  assert.equal(loop.running, false)
  assert.equal(open.length, 2, 'nobody has asked again')
})

test('a request at the very moment in which a run ends is not lost', async () => {
  for (let delay = 0; delay < 6; delay++) {
    const { loop, open } = held()
    loop.request()
    open[0]?.resolve()
    for (let step = 0; step < delay; step++) await null
    loop.request()
    await turn()
    assert.equal(open.length, 2, `after ${delay} microtasks`)
    open[1]?.resolve()
    await loop.idle()
  }
})

test('a run that fails is told, and the next one comes', async () => {
  const { loop, open, failures } = held()
  loop.request()
  open[0]?.reject(new Error('away'))
  await loop.idle()
  assert.equal(failures.length, 1)
  loop.request()
  assert.equal(open.length, 2)
  open[1]?.resolve()
  await loop.idle()
})

test('stopping waits for the run that is under way and takes no more', async () => {
  const { loop, open } = held()
  loop.request()
  loop.request()
  let stopped = false
  const stopping = loop.stop().then(() => {
    stopped = true
  })
  await turn()
  assert.equal(stopped, false)
  open[0]?.resolve()
  await stopping
  loop.request()
  await turn()
  assert.equal(open.length, 1)
})
