import { hearing_limits } from '../src/whatsapp/baileys/socket/hearing-watch.ts'
import { silence_limits } from '../src/whatsapp/baileys/socket/socket-watch.ts'

// A worker that takes seconds where the real one takes a minute.
Object.assign(silence_limits, { ask_after_ms: 600, answer_within_ms: 3_000 })
Object.assign(hearing_limits, {
  ask_after_ms: 800,
  spread_ms: 400,
  answer_within_ms: 3_000,
  hears_after_ms: 2_000
})
await import('../src/main/worker.ts')
