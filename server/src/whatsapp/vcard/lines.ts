/** A line of a vCard: `item1.TEL;type=CELL:+20…` has the group `item1`, the name `TEL` and one parameter. */
export type CardLine = {
  group: string | null
  name: string
  params: [name: string, value: string][]
  value: string
}

const octets_max = 75
const lines_max = 2_000

/** A text as it stands between the separators of a line. */
export const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n')

/** The parts of a value that these separators hold apart, as they were before they were escaped. */
export const parts = (value: string, separator: ';' | ','): string[] => {
  const found = ['']
  for (let at = 0; at < value.length; at++) {
    const sign = value[at] as string
    const next = value[at + 1]
    if (sign === '\\' && next !== undefined) {
      found[found.length - 1] += /n/i.test(next) ? '\n' : next
      at++
    } else if (sign === separator) found.push('')
    else found[found.length - 1] += sign
  }
  return found
}

/** A value without separators, as it was before it was escaped. */
export const unescaped = (value: string): string =>
  value.replace(/\\(.)/gs, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign))

/** The line in pieces of 75 octets at most, each but the first behind a space; no character is torn apart. */
export const folded = (line: string): string => {
  if (Buffer.byteLength(line) <= octets_max) return line
  const pieces: string[] = []
  let piece = ''
  let octets = 0
  for (const character of line) {
    const more = Buffer.byteLength(character)
    if (octets + more > octets_max) {
      pieces.push(piece)
      piece = ' '
      octets = 1
    }
    piece += character
    octets += more
  }
  return [...pieces, piece].join('\r\n')
}

/** The lines of a card as far as they can be read: what is no line of a vCard is left out. */
export const cardLines = (text: string): CardLine[] =>
  unfolded(text)
    .split(/\r\n|\r|\n/)
    .slice(0, lines_max)
    .flatMap((line) => readLine(line) ?? [])

/** Quoted-printable lines of old cards go on behind a `=` at their end, without a space. */
const unfolded = (text: string): string =>
  text
    .replace(
      /(ENCODING=QUOTED-PRINTABLE[^\r\n]*)((?:=(?:\r\n|\r|\n)[^\r\n]*)+)/gi,
      (_, head, rest) => head.concat(rest.replace(/=(?:\r\n|\r|\n)/g, ''))
    )
    .replace(/(?:\r\n|\r|\n)[ \t]/g, '')

const readLine = (line: string): CardLine | null => {
  const colon = colonOf(line)
  if (colon < 0) return null
  const [head = '', ...rest] = line.slice(0, colon).match(/(?:"[^"]*"|[^;"])+/g) ?? []
  const [, group = null, name = ''] = /^\s*(?:([\w-]+)\.)?([\w-]+)\s*$/.exec(head) ?? []
  if (!name) return null
  const params = rest.map((param): [string, string] => {
    const [key = '', value] = param.split(/=(.*)/s)
    // Cards before 3.0 name the type alone.
    return value === undefined ? ['type', key] : [key.toLowerCase(), value.replaceAll('"', '')]
  })
  const value = line.slice(colon + 1)
  const quoted = params.some(([, one]) => one.toUpperCase() === 'QUOTED-PRINTABLE')
  return { group, name: name.toUpperCase(), params, value: quoted ? plain(value) : value }
}

/** The colon that ends the name and its parameters: the first that is not in quotes. */
const colonOf = (line: string): number => {
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') quoted = !quoted
    else if (line[at] === ':' && !quoted) return at
  }
  // A quote that is never closed.
  return line.indexOf(':')
}

const plain = (value: string): string =>
  Buffer.from(
    value.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16))
    ),
    'latin1'
  ).toString('utf8')
