import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * What the installed Baileys asks a server and what it listens for, read from its sources: formatted code in which a
 * stanza is an object literal with `tag`, `attrs` and `content`.
 */
const lib = dirname(fileURLToPath(import.meta.resolve('baileys')))

const sources = (): Map<string, string> => {
  const found = new Map<string, string>()
  for (const folder of ['Socket', 'Utils', 'WAUSync', 'WAUSync/Protocols']) {
    for (const name of readdirSync(join(lib, folder))) {
      if (name.endsWith('.js')) {
        found.set(`${folder}/${name}`, readFileSync(join(lib, folder, name), 'utf8'))
      }
    }
  }
  return found
}

/** The text from an opening bracket to the one that closes it. */
const bracketed = (code: string, open: number): string => {
  const closers: Record<string, string> = { '{': '}', '[': ']', '(': ')' }
  const expected: string[] = []
  for (let at = open; at < code.length; at += 1) {
    const char = code[at] ?? ''
    if (char === "'" || char === '"' || char === '`') {
      at = endOfText(code, at, char)
    } else if (closers[char]) {
      expected.push(closers[char])
    } else if (char === expected.at(-1)) {
      expected.pop()
      if (expected.length === 0) return code.slice(open, at + 1)
    }
  }
  return code.slice(open)
}

const endOfText = (code: string, start: number, quote: string): number => {
  let at = start + 1
  while (at < code.length && code[at] !== quote) at += code[at] === '\\' ? 2 : 1
  return at
}

/** The object literal that is opened nearest before a place and still open there. */
const around = (code: string, place: number, levels: number): string => {
  let depth = levels
  for (let at = place; at >= 0; at -= 1) {
    if (code[at] === '}') depth += 1
    else if (code[at] === '{') {
      depth -= 1
      if (depth === 0) return bracketed(code, at)
    }
  }
  return ''
}

const firstChild = (stanza: string): string => {
  const content = stanza.search(/\bcontent:/)
  if (content < 0) return ''
  return /^content:\s*\[\s*\{\s*tag: '([^']+)'/.exec(stanza.slice(content))?.[1] ?? '*'
}

/** Every request as "xmlns type child"; `*` stands for what is only known when it is sent. */
export const requests = (): string[] => {
  const found = new Set<string>()
  for (const code of sources().values()) {
    for (const { index, 1: xmlns } of code.matchAll(/\bxmlns: '([^']+)'/g)) {
      const attributes = around(code, index, 1)
      const type =
        /\btype: '(\w+)'/.exec(attributes)?.[1] ?? (/\btype\b/.test(attributes) ? '*' : '')
      found.add(`${xmlns} ${type} ${firstChild(around(code, index, 2))}`.trimEnd())
    }
    for (const match of code.matchAll(/\b(?:group|community)Query\([^,]+, '(get|set)', \[\s*/g)) {
      const rest = code.slice((match.index ?? 0) + match[0].length)
      const child = /^\{\s*tag: (?:'(\w+)'|(\w+))/.exec(rest)
      found.add(`w:g2 ${match[1]} ${child?.[1] ?? '*'}`)
    }
    for (const { 1: query } of code.matchAll(/^\s+\w+: '(\d{15,18})'/gm))
      found.add(`w:mex ${query}`)
  }
  return [...found].sort()
}

/** The `case` labels of the first switch over this in the sources. */
export const cases = (file: string, over: string): string[] => {
  const code = sources().get(file) ?? ''
  const start = code.indexOf(`switch (${over})`)
  if (start < 0) throw new Error(`${file} has no switch over ${over} any more`)
  const body = bracketed(code, code.indexOf('{', start))
  return [...body.matchAll(/^\s*case '([^']+)':/gm)].map(([, label]) => label ?? '')
}

/** The stanzas it listens for, as Baileys names them: "ib,,dirty". */
export const listened = (): string[] => {
  const found = new Set<string>()
  for (const code of sources().values()) {
    for (const { 1: event } of code.matchAll(/\.on\('CB:([^']+)'/g)) found.add(event ?? '')
  }
  return [...found].sort()
}

/** The keys of an object literal or enumeration with this name. */
export const keysOf = (file: string, name: string): string[] => {
  const code = sources().get(file) ?? ''
  const start = code.search(new RegExp(`const ${name} = \\{`))
  if (start < 0) throw new Error(`${file} has no ${name} any more`)
  const body = bracketed(code, code.indexOf('{', start))
  return [...body.matchAll(/^\s+'?([\w-]+)'?: /gm)].map(([, key]) => key ?? '')
}
