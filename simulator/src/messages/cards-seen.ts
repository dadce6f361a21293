import type { SeenCard } from '../types/types-kinds.ts'

/** A card as a phone shows it, or why it shows none: phones read vCard 3.0, and WhatsApp's number of a person out of `waid`. */
export const readCard = (vcard: string): SeenCard | string => {
  const lines = vcard
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
  if (lines[0] !== 'BEGIN:VCARD' || lines.at(-1) !== 'END:VCARD') return 'no vCard'
  if (!lines.includes('VERSION:3.0')) return 'not version 3.0'
  if (vcard.split(/\r?\n/).some((line) => Buffer.byteLength(line) > 75)) return 'a line too long'
  const values = lines.map((line) => {
    const [head = '', value = ''] = line.split(/:(.*)/s)
    const [name = '', ...params] = head.replace(/^item\d+\./, '').split(';')
    return { name, params, value }
  })
  const first = (name: string): string =>
    words(values.find((line) => line.name === name)?.value ?? '').join(';')
  if (!values.some(({ name }) => name === 'N')) return 'without N'
  if (first('FN') === '') return 'without FN'
  return {
    name: first('FN'),
    names: words(values.find((line) => line.name === 'N')?.value ?? ''),
    company: first('ORG') || null,
    numbers: values
      .filter(({ name }) => name === 'TEL')
      .map(({ params, value }) => ({
        shown: words(value).join(';'),
        number: params.find((param) => param.startsWith('waid='))?.slice(5) ?? null
      })),
    lines: values.map(({ name, value }) => `${name}:${words(value).join(';')}`)
  }
}

/** The parts of a value, unescaped. */
const words = (value: string): string[] => {
  const parts = ['']
  for (const [sign] of value.matchAll(/\\.|[^\\]/gs)) {
    if (sign === ';') parts.push('')
    else parts[parts.length - 1] += /^\\n$/i.test(sign) ? '\n' : sign.replace(/^\\/, '')
  }
  return parts
}
