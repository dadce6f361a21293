import assert from 'node:assert/strict'
import { test } from 'node:test'
import { processExit } from '../../src/orchestrator/drivers/process/process-exit.ts'

const nothing = { tail: '', oom_kills: 0, memory_mb: undefined as number | undefined }
const full = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'

const exits: [number | null, string | null, Partial<typeof nothing>, string, RegExp][] = [
  [0, null, {}, 'ended', /exited with code 0/],
  [7, null, {}, 'crashed', /exited with code 7/],
  [null, 'SIGSEGV', {}, 'crashed', /crashed with SIGSEGV/],
  [null, 'SIGTERM', {}, 'ended', /ended by SIGTERM/],
  [null, 'SIGKILL', {}, 'ended', /ended by SIGKILL/],
  // The kernel has ended something for want of memory in that moment.
  [null, 'SIGKILL', { oom_kills: 1 }, 'memory', /the machine was out of memory/],
  [null, 'SIGABRT', {}, 'crashed', /crashed with SIGABRT/],
  [null, 'SIGABRT', { tail: full }, 'memory', /its memory was full/],
  [null, 'SIGABRT', { tail: full, memory_mb: 200 }, 'memory', /more than its 200 MB of memory/],
  // As Docker and a shell tell it.
  [139, null, {}, 'crashed', /crashed with SIGSEGV/],
  [137, null, {}, 'ended', /ended by SIGKILL/],
  [143, null, {}, 'ended', /ended by SIGTERM/]
]

test('how a worker ended is told in words: its code, its signal, or that it needed too much memory', () => {
  for (const [code, signal, seen, cause, words] of exits) {
    const exit = processExit(code, signal, { ...nothing, ...seen })
    assert.equal(exit.cause, cause, `${code} ${signal}`)
    assert.match(exit.words, words)
  }
})
