import { type Logger, pino } from 'pino'
import { createBoundedMap } from './bounded-map.ts'
import { createLogSink, type LogSink } from './log-sink.ts'
import type { RecentLines } from './recent-lines.ts'

export type Log = Logger

/** Secrets never reach a log line, whatever object carries them. */
const redact = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'access_token',
  'refresh_token',
  'key',
  'qr',
  '*.authorization',
  '*.cookie',
  '*.password',
  '*.secret',
  '*.token',
  '*.access_token',
  '*.refresh_token',
  'req.headers.authorization',
  'req.headers.cookie',
  'req.headers["x-api-key"]'
]

/** So many lines of one sentence are written within the time; the next one after it tells how many were left out. */
const lines_of_a_kind_max = 200
const kind_window_ms = 10_000
const kinds_max = 500

type LogOptions = {
  level: string
  role: string
  /** Where lines go; without one to standard error. */
  sink?: LogSink
  /** Keeps the last lines besides. */
  recent?: RecentLines
  monotonic_ms?: () => number
}

// Bound: one, for standard error.
let standard_error: LogSink | undefined

/**
 * A logger that writes JSON lines. The sentence of a line is its kind: whatever makes a kind come thousands of times, a
 * stranger's requests or a loop of ours, it fills neither the disk nor the processor. Who asks for `debug` gets every line.
 */
export const createLog = (options: LogOptions): Log => {
  const { level, role, recent } = options
  const monotonic_ms = options.monotonic_ms ?? (() => performance.now())
  standard_error ??= options.sink ? undefined : createLogSink(2)
  const sink = options.sink ?? standard_error
  const admit = createAdmission(monotonic_ms)
  const everything = level === 'debug' || level === 'trace'
  return pino(
    {
      level,
      base: { role },
      redact,
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: {
        logMethod(args, method, severity) {
          if (everything) return method.apply(this, args)
          const [about, sentence] = args as [unknown, string | undefined]
          const kind = `${severity} ${typeof about === 'string' ? about : sentence}`
          const left_out = admit(kind)
          if (left_out === null) return
          if (left_out === 0 || typeof about !== 'object') return method.apply(this, args)
          method.apply(this, [{ ...about, left_out }, sentence])
        }
      }
    },
    {
      write: (line: string) => {
        recent?.push(line)
        sink?.write(line)
      }
    }
  )
}

/** Null when a line of this kind is one too many, else how many were left out since the last. */
const createAdmission = (monotonic_ms: () => number): ((kind: string) => number | null) => {
  const kinds = createBoundedMap<string, { begin_ms: number; lines: number; left_out: number }>(
    kinds_max
  )
  return (kind) => {
    const now_ms = monotonic_ms()
    const known = kinds.get(kind)
    if (!known || now_ms - known.begin_ms >= kind_window_ms) {
      kinds.set(kind, { begin_ms: now_ms, lines: 1, left_out: 0 })
      return known?.left_out ?? 0
    }
    if (known.lines < lines_of_a_kind_max) {
      known.lines++
      return 0
    }
    known.left_out++
    return null
  }
}
