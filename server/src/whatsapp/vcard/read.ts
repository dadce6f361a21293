import { type ContactCard, contact_bounds } from '../../schemas/messages/kinds/contacts.ts'
import { given } from '../given.ts'
import { type CardLine, cardLines, parts, unescaped } from './lines.ts'

/** Longer ones hold pictures. Those are left out, so what comes behind this much is hardly missed. */
const card_length_max = 500_000

/** Types that say what everybody knows, or how a line is written. */
const said_by_all = new Set(['PREF', 'VOICE', 'INTERNET'])

/** The contacts in a text that holds vCards, as far as they can be read; of a damaged one what is there. */
export const readCards = (text: string, shown_as: string | null | undefined): ContactCard[] => {
  const cards: CardLine[][] = []
  for (const line of cardLines(text.slice(0, card_length_max))) {
    if (line.name === 'BEGIN' || cards.length === 0) cards.push([])
    cards.at(-1)?.push(line)
  }
  const read = cards.slice(0, contact_bounds.cards).map((lines) => readCard(lines, shown_as))
  return read.length > 0 ? read : [{ name: { formatted_name: cut(shown_as) ?? '' } }]
}

const readCard = (lines: CardLine[], shown_as: string | null | undefined): ContactCard => {
  const all = (name: string) =>
    lines.filter((line) => line.name === name).slice(0, contact_bounds.entries)
  const first = (name: string): string | undefined => {
    const line = lines.find((one) => one.name === name && one.value.trim() !== '')
    return line && cut(unescaped(line.value))
  }
  const typeOf = (line: CardLine): string | undefined => labelOf(lines, line)
  const entries = <T extends object>(name: string, read: (line: CardLine) => T | null) => {
    const found = all(name).flatMap((line) => read(line) ?? [])
    return found.length > 0 ? found : undefined
  }
  const [last_name, first_name, middle_name, prefix, suffix] = fields(lines, 'N')
  const [company, department] = fields(lines, 'ORG')
  const title = first('TITLE')
  const phones = entries('TEL', (line) => {
    const phone = cut(unescaped(line.value))
    const wa_id = line.params
      .find(([key]) => key === 'waid')?.[1]
      .replace(/\D/g, '')
      .slice(0, 20)
    return phone || wa_id
      ? { phone: phone ?? `+${wa_id}`, ...given({ type: typeOf(line), wa_id: wa_id || undefined }) }
      : null
  })
  const simple = <Name extends 'email' | 'url'>(name: Name) =>
    entries(name.toUpperCase(), (line) => {
      const value = cut(unescaped(line.value))
      return value
        ? ({ [name]: value, ...given({ type: typeOf(line) }) } as { [K in Name]: string } & {
            type?: string
          })
        : null
    })
  const whole = [prefix, first_name, middle_name, last_name, suffix].filter(Boolean).join(' ')
  return {
    name: {
      formatted_name:
        first('FN') ?? (cut(whole) || cut(shown_as)) ?? company ?? phones?.[0]?.phone ?? '',
      ...given({ first_name, last_name, middle_name, prefix, suffix })
    },
    ...given({
      phones,
      emails: simple('email'),
      urls: simple('url'),
      addresses: entries('ADR', (line) => addressFrom(line, lines)),
      org: company || department || title ? given({ company, department, title }) : undefined,
      birthday: birthdayFrom(first('BDAY'))
    })
  }
}

const addressFrom = (line: CardLine, lines: CardLine[]) => {
  const [box, extended, road, city, state, zip, country] = parts(line.value, ';').map(cut)
  const street = [box, extended, road].filter(Boolean).join(', ') || undefined
  const code = lines.find(({ name, group }) => group && group === line.group && name === 'X-ABADR')
  const country_code = code && cut(unescaped(code.value))?.slice(0, 2)
  const read = given({ street, city, state, zip, country, country_code })
  return Object.keys(read).length > 0 ? { ...read, ...given({ type: labelOf(lines, line) }) } : null
}

/** The label in a line of its own, or the first type that tells something. */
const labelOf = (lines: CardLine[], { group, params }: CardLine): string | undefined => {
  const own = lines.find((line) => group && line.group === group && line.name === 'X-ABLABEL')
  // Apple writes its own labels so: _$!<HomePage>!$_
  if (own) return cut(unescaped(own.value).replace(/^_\$!<(.*)>!\$_$/, '$1'))
  const types = params.filter(([key]) => key === 'type').flatMap(([, value]) => value.split(','))
  return cut(types.find((type) => type !== '' && !said_by_all.has(type.toUpperCase())))
}

const fields = (lines: CardLine[], name: string): (string | undefined)[] => {
  const line = lines.find((one) => one.name === name)
  return line ? parts(line.value, ';').map(cut) : []
}

const birthdayFrom = (text: string | undefined): string | undefined => {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text ?? '') ?? []
  return year && `${year}-${month}-${day}`
}

const cut = (text: string | null | undefined): string | undefined =>
  text?.trim().slice(0, contact_bounds.length) || undefined
