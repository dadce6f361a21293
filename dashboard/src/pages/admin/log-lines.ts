import type { Schemas } from '../../lib/api.ts'

type Line = Schemas['InstanceLogs']['data'][number]
export type Level = NonNullable<Line['level']>

const colors: Record<Level, string> = {
  trace: 'gray',
  debug: 'gray',
  info: 'blue',
  warn: 'orange',
  error: 'red',
  fatal: 'red'
}

export const levelColor = (level: Level): string => colors[level]

export const isLevel = (text: string): text is Level => Object.hasOwn(colors, text)

/** Lines with names that stay theirs when more come: a line that is there twice has two. */
export const newestFirst = (lines: Line[]): { key: string; line: Line }[] => {
  const seen = new Map<string, number>()
  return lines
    .map((line) => {
      const text = `${line.time} ${line.message} ${JSON.stringify(line.fields)}`
      const nth = (seen.get(text) ?? 0) + 1
      seen.set(text, nth)
      return { key: `${text} ${nth}`, line }
    })
    .reverse()
}
