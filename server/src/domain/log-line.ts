/** From the least to the most serious, with the numbers that stand in the lines. */
export const log_levels = {
  trace: 10,
  debug: 20,
  info: 30,
  warn: 40,
  error: 50,
  fatal: 60
} as const

export type LogLevel = keyof typeof log_levels

/** A line of a worker's log, taken apart. What was no JSON, as when a process crashes, is a message alone. */
export type LogLine = {
  time: Date | null
  level: LogLevel | null
  message: string
  fields: Record<string, unknown>
}

const levels = new Map(Object.entries(log_levels).map(([name, number]) => [number, name])) as Map<
  number,
  LogLevel
>

/** Said by the place where the line stands. */
const said_elsewhere = new Set(['level', 'time', 'msg', 'role', 'instance_id', 'pid', 'hostname'])

export const readLogLine = (text: string): LogLine => {
  const said = parse(text)
  if (!said) return { time: null, level: null, message: text, fields: {} }
  const moment = new Date(String(said['time']))
  return {
    time: Number.isNaN(moment.getTime()) ? null : moment,
    level: levels.get(Number(said['level'])) ?? null,
    message: String(said['msg'] ?? ''),
    fields: Object.fromEntries(Object.entries(said).filter(([name]) => !said_elsewhere.has(name)))
  }
}

const parse = (text: string): Record<string, unknown> | null => {
  if (!text.startsWith('{')) return null
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
}

/**
 * The line as the customer whose instance it is may see it: plain values, and of errors their kind. What an error says, and
 * where in the code, may tell of the operator's machines.
 */
export const lineForCustomer = (line: LogLine): LogLine | null => {
  if (line.time === null) return null
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(line.fields)) {
    if (isPlain(value) || (Array.isArray(value) && value.every(isPlain))) fields[name] = value
    else if (name === 'err') fields[name] = kindOf(value as Record<string, unknown>)
  }
  return { ...line, fields }
}

const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object'

const kindOf = ({ type, code }: Record<string, unknown>): Record<string, unknown> => ({
  ...(typeof type === 'string' && { type }),
  ...(typeof code === 'string' && { code })
})

export type LogChoice = { level: LogLevel | null; since: Date | null; limit: number }

/** The last lines that are as serious and as new as asked for, from the oldest on. */
export const chooseLines = (lines: LogLine[], { level, since, limit }: LogChoice): LogLine[] =>
  lines
    .filter(
      (line) =>
        (level === null || line.level === null || log_levels[line.level] >= log_levels[level]) &&
        (since === null || line.time === null || line.time >= since)
    )
    .slice(-limit)
