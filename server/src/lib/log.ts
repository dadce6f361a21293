import { type Logger, pino } from 'pino'

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

/** A logger that writes JSON lines to standard error, or to a file when one is named. */
export const createLog = (options: { level: string; role: string; file?: string }): Log =>
  pino(
    {
      level: options.level,
      base: { role: options.role },
      redact,
      timestamp: pino.stdTimeFunctions.isoTime
    },
    pino.destination({ dest: options.file ?? 2, sync: false, mkdir: true })
  )
