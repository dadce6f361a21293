import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString, writeHeapSnapshot } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Watched } from './watched.ts'

// Loaded into a process that is measured, before its own code (`--import`): tells on a socket what only it can know.
const place = new URL(import.meta.url).searchParams.get('at') ?? ''
const delays = monitorEventLoopDelay({ resolution: 10 })
const late_ms = 10

const collect = (): void => {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  gc()
}

const questions: Record<string, (argument: string) => Partial<Watched>> = {
  begin: () => {
    delays.reset()
    delays.enable()
    return {}
  },
  end: () => {
    delays.disable()
    return { stall_ms: Math.max(0, delays.max / 1e6 - late_ms) }
  },
  collected: () => {
    collect()
    const { heapUsed, external } = process.memoryUsage()
    return { heap_mb: (heapUsed + external) / 2 ** 20 }
  },
  snapshot: (path) => {
    writeHeapSnapshot(path)
    return {}
  }
}

rmSync(place, { force: true })
createServer((socket) => {
  socket.once('data', (data) => {
    const [question = '', argument = ''] = data.toString().trim().split(' ')
    socket.end(JSON.stringify(questions[question]?.(argument) ?? {}))
  })
})
  .listen(place)
  .unref()
