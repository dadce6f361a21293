import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Json } from './client.ts'

const error_level = 50

/** Errors that a run like this one brings about, each with the reason why it is none of the product's. */
const explained: { role: string; says: RegExp; because: string }[] = [
  {
    role: 'worker',
    says: /^WhatsApp refuses this version of its client/,
    because:
      'the version that the library brings along is too old in this world, and a newer one is found'
  }
]

/** What a role says on its way out when it is started while PostgreSQL is dead: the keeper starts it again. */
const explained_lines = [/^The database at .* cannot be used: it cannot be reached/]

/** Lines that no one has explained: errors, and what is not a line of a log at all, such as the stack of a crash. */
export const checkLogs = async (
  folder: string
): Promise<{ problems: string[]; warnings: Record<string, number> }> => {
  const problems = new Map<string, number>()
  const warnings: Record<string, number> = {}
  for (const file of await readdir(folder)) {
    const lines = (await readFile(join(folder, file), 'utf8')).split('\n')
    for (const line of lines.filter((one) => one !== '')) {
      const entry = parse(line)
      if (!entry) {
        if (!explained_lines.some((pattern) => pattern.test(line)))
          note(problems, `${file}: ${line}`)
      } else if (entry.level >= error_level) {
        if (!isExplained(entry))
          note(problems, `${entry.role}: ${entry.msg}: ${entry.err?.message}`)
      } else if (entry.level >= 40) {
        const name = `${entry.role}: ${entry.msg}`
        warnings[name] = (warnings[name] ?? 0) + 1
      }
    }
  }
  return { problems: [...problems].map(([text, count]) => `${count} × ${text}`), warnings }
}

const isExplained = (entry: Json): boolean =>
  explained.some(
    ({ role, says }) => entry.role === role && says.test(`${entry.msg}: ${entry.err?.message}`)
  )

const note = (problems: Map<string, number>, text: string): void => {
  problems.set(text.slice(0, 300), (problems.get(text.slice(0, 300)) ?? 0) + 1)
}

/** A line that was cut short by a SIGKILL is no line of JSON, and no problem either. */
const parse = (line: string): Json => {
  try {
    return JSON.parse(line)
  } catch {
    return line.startsWith('{"level":') ? { level: 0 } : null
  }
}
