/** Where something stands in a text: both count from 1. */
export type Place = { line: number; column: number }

/** The first byte that is not UTF-8, counted from 0; null when all are. */
export const findInvalidUtf8 = (bytes: Buffer): number | null => {
  const text = bytes.toString()
  let offset = 0
  let from = 0
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', from)) {
    offset += Buffer.byteLength(text.slice(from, at))
    // The character itself may have been sent: it is three bytes then.
    if (bytes[offset] !== 0xef || bytes[offset + 1] !== 0xbf || bytes[offset + 2] !== 0xbd) {
      return offset
    }
    offset += 3
    from = at + 1
  }
  return null
}

/** Whether JSON is nested deeper, or has more values, than allowed. Looks at each byte once and builds nothing. */
export const exceedsJson = (
  bytes: Buffer,
  max: { depth: number; values: number }
): 'depth' | 'values' | null => {
  let depth = 0
  let values = 1
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === 0x22) {
      for (at++; at < bytes.length && bytes[at] !== 0x22; at++) if (bytes[at] === 0x5c) at++
    } else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > max.depth) return 'depth'
    } else if (byte === 0x5d || byte === 0x7d) depth--
    else if (byte === 0x2c && ++values > max.values) return 'values'
  }
  return null
}

/** The first place at which a text stops being JSON, and what to do there; null when it is JSON. */
export const findJsonFault = (text: string): (Place & { advice: string }) | null => {
  const fault = faultOf(text)
  if (!fault) return null
  const before = text.slice(0, fault.at)
  const line_start = before.lastIndexOf('\n') + 1
  const line = before.split('\n').length
  return { line, column: fault.at - line_start + 1, advice: fault.advice }
}

type Fault = { at: number; advice: string }

const literal =
  /(?:true|false|null)(?![\w])|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y
const white = new Set([' ', '\t', '\n', '\r'])

type Expects = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or ]' | ', or }' | 'end'

/** What may stand next, in the words of an answer. */
const wanted: Record<Expects, string> = {
  value: 'a value',
  'value or ]': 'a value or "]"',
  name: 'a name in double quotes',
  'name or }': 'a name in double quotes or "}"',
  ':': '":" after the name',
  ', or ]': '"," or "]" after the value',
  ', or }': '"," or "}" after the value',
  end: 'nothing after the value'
}

/** Goes through the text as a JSON parser does, with a list of what is open instead of recursion. */
const faultOf = (text: string): Fault | null => {
  const open: ('[' | '{')[] = []
  let expects: Expects = 'value'
  let at = 0
  const afterValue = (): Expects => {
    const inner = open.at(-1)
    if (inner === undefined) return 'end'
    return inner === '[' ? ', or ]' : ', or }'
  }
  const miss = (): Fault => ({
    at,
    advice:
      at >= text.length
        ? `The text ends here; expected ${wanted[expects]}.`
        : `Expected ${wanted[expects]}, found ${JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0))}.`
  })
  for (;;) {
    while (white.has(text[at] ?? '')) at++
    const next = text[at]
    if (next === undefined) return expects === 'end' ? null : miss()
    if (expects === 'end') return miss()
    if (next === '"' && /^(value|name)/.test(expects)) {
      const end = endOfString(text, at)
      if (typeof end !== 'number') return end
      at = end
      expects = expects.startsWith('name') ? ':' : afterValue()
    } else if (expects === ':') {
      if (next !== ':') return miss()
      at++
      expects = 'value'
    } else if (expects.startsWith(',')) {
      const inner = open.at(-1)
      if (next === ',') expects = inner === '[' ? 'value' : 'name'
      else if (next === (inner === '[' ? ']' : '}')) {
        open.pop()
        expects = afterValue()
      } else return miss()
      at++
    } else if (next === (expects === 'value or ]' ? ']' : '}') && expects.includes(' or ')) {
      open.pop()
      at++
      expects = afterValue()
    } else if (expects.startsWith('name')) return miss()
    else if (next === '[' || next === '{') {
      open.push(next)
      at++
      expects = next === '[' ? 'value or ]' : 'name or }'
    } else {
      literal.lastIndex = at
      const found = literal.exec(text)
      if (!found) return miss()
      at += found[0].length
      expects = afterValue()
    }
  }
}

const escapes = new Map<string, string>([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t']
])

/** The place behind a string, or what is wrong in it. */
const endOfString = (text: string, start: number): number | Fault => {
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '"') return at + 1
    if (char < ' ') return { at, advice: controlAdvice(char) }
    if (char !== '\\') continue
    const escaped = text.charAt(at + 1)
    if (escaped === 'u' && !/^[\da-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) {
      return { at, advice: 'Write four hexadecimal digits after \\u.' }
    }
    if (escaped !== '' && !'"\\/bfnrtu'.includes(escaped)) {
      return { at, advice: 'There is no such escape; write \\\\ for a backslash.' }
    }
    at++
  }
  return { at: text.length, advice: 'The text ends inside a string; close it with a double quote.' }
}

const controlAdvice = (char: string): string => {
  const code = char.charCodeAt(0).toString(16).padStart(4, '0')
  const name = char === '\n' || char === '\r' ? 'A line break' : 'A control character'
  return `${name} stands inside a string; write ${escapes.get(char) ?? `\\u${code}`} instead.`
}
