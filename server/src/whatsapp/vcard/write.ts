import type { SentCard } from '../../schemas/messages/kinds/contacts.ts'
import { escaped, folded } from './lines.ts'

/** A contact as vCard 3.0, with what WhatsApp's apps add to it: `waid` is the number at WhatsApp. */
export const writeCard = (card: SentCard): string => {
  const { name, org } = card
  const lines = ['BEGIN:VCARD', 'VERSION:3.0']
  let items = 0
  const text = (value: string | undefined): string => escaped(value ?? '')

  /** A label that is no word of the standard stands in a line of its own. */
  const add = (
    property: string,
    value: string,
    {
      type,
      params = '',
      more = []
    }: { type?: string | undefined; params?: string; more?: string[] }
  ): void => {
    const label = type !== undefined && !/^[A-Za-z0-9-]+$/.test(type) ? type : undefined
    const beside = label === undefined ? more : [...more, `X-ABLabel:${escaped(label)}`]
    const group = beside.length > 0 ? `item${++items}.` : ''
    const named = type !== undefined && label === undefined ? `;type=${type}` : ''
    lines.push(`${group}${property}${named}${params}:${value}`)
    for (const line of beside) lines.push(group + line)
  }

  const { last_name, first_name, middle_name, prefix, suffix } = name
  const names = [last_name, first_name, middle_name, prefix, suffix]
  lines.push(`N:${names.map(text).join(';')}`, `FN:${text(name.formatted_name)}`)
  if (org?.company || org?.department)
    lines.push(
      `ORG:${[org.company, ...(org.department ? [org.department] : [])].map(text).join(';')}`
    )
  if (org?.title) lines.push(`TITLE:${text(org.title)}`)
  for (const { phone, type, wa_id } of card.phones ?? [])
    add('TEL', text(phone), { type, ...(wa_id && { params: `;waid=${wa_id}` }) })
  for (const { email, type } of card.emails ?? []) add('EMAIL', text(email), { type })
  for (const { url, type } of card.urls ?? []) add('URL', text(url), { type })
  for (const { street, city, state, zip, country, country_code, type } of card.addresses ?? [])
    add('ADR', ['', '', street, city, state, zip, country].map(text).join(';'), {
      type,
      ...(country_code && { more: [`X-ABADR:${escaped(country_code)}`] })
    })
  if (card.birthday) lines.push(`BDAY:${card.birthday}`)
  lines.push('END:VCARD')
  return lines.map(folded).join('\r\n')
}
