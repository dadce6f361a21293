export type Recipient = {
  line: number
  to: string
  /** What stands in the other columns, by their names. */
  values: Record<string, string>
}
export type Recipients = {
  rows: Recipient[]
  /** The names of the columns, as the text may use them. */
  names: string[]
  /** Lines that begin with no number. */
  wrong: number[]
  /** Lines with a number that was there before. */
  repeated: number[]
}

const digits_of_arabic = /[٠-٩۰-۹]/g

/** What a line has between its commas, semicolons or tabs; what is in quotes is kept together. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|[,;\t])(?:\s*"((?:[^"]|"")*)"\s*|([^,;\t]*))/g)].map(
    ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain.trim()
  )

/** A number in international form without what people put between its digits; null where it is none. */
export const numberOf = (text: string): string | null => {
  if (/^[\w.-]+@(?:g\.us|s\.whatsapp\.net|c\.us|lid)$/.test(text)) return text
  const latin = text.replace(digits_of_arabic, (digit) => String(digit.charCodeAt(0) & 0xf))
  const number = latin.replace(/[\s().\-\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
  return /^(?:\+|00)?[1-9]\d{6,14}$/.test(number) ? number.replace(/^00/, '+') : null
}

/** Whom a pasted list or a file names. A first line without a number says what the columns are called. */
export const recipientsOf = (text: string): Recipients => {
  const found: Recipients = { rows: [], names: [], wrong: [], repeated: [] }
  const seen = new Set<string>()
  let header: string[] | null = null
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .forEach((content, index) => {
      if (content.trim() === '') return
      const [first = '', ...others] = cellsOf(content)
      const to = numberOf(first)
      if (to === null && header === null && found.rows.length === 0 && !/\d/.test(first)) {
        header = others
        found.names = others.filter((name) => name !== '')
        return
      }
      const line = index + 1
      const key = to?.replace(/^\+/, '')
      if (to === null || key === undefined) found.wrong.push(line)
      else if (seen.has(key)) found.repeated.push(line)
      else {
        seen.add(key)
        const name = (at: number): string => header?.[at] ?? String(at + 2)
        const values = Object.fromEntries(others.map((value, at) => [name(at), value]))
        found.rows.push({ line, to, values })
        if (header === null)
          for (const one of Object.keys(values))
            if (!found.names.includes(one)) found.names.push(one)
      }
    })
  return found
}

const place = /\{([^{}\n]{1,40})\}/g

/** The text for one of them: `{name}` is what stands in the column of that name. */
export const textFor = (text: string, { values }: Pick<Recipient, 'values'>): string =>
  text.replace(place, (whole, name: string) => values[name.trim()] ?? whole)

/** Places of a text for which there is no column. */
export const unknownPlaces = (text: string, names: string[]): string[] =>
  [...new Set([...text.matchAll(place)].map(([, name = '']) => name.trim()))].filter(
    (name) => !names.includes(name)
  )
