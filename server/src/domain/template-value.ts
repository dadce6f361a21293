const lengths = ['short', 'medium', 'long', 'full'] as const

export const date_formats = lengths

type Format = (typeof lengths)[number]

/** What may stand in the place of a variable, and what does if nothing is given. */
export type TemplateVariable = { description?: string | undefined } & (
  | { type: 'text'; default?: string | undefined; max_length?: number | undefined }
  | { type: 'number'; default?: number | undefined; decimals_max?: number | undefined }
  | { type: 'money'; default?: number | undefined; currency: string }
  | { type: 'date'; default?: string | undefined; format?: Format | undefined }
  | {
      type: 'datetime'
      default?: string | undefined
      format?: Format | undefined
      time_zone?: string | undefined
    }
  | { type: 'url'; default?: string | undefined }
)

type Written = { text: string } | { problem: string }

/** A value as it is written in a language, or what is wrong with it. */
export const valueText = (
  variable: TemplateVariable,
  value: string | number,
  language: string
): Written => {
  switch (variable.type) {
    case 'text':
      return textOf(String(value), variable.max_length)
    case 'url':
      return isWebAddress(value)
        ? { text: String(value) }
        : { problem: 'Must be a web address (http or https).' }
    case 'number':
      return numberText(value, language, { maximumFractionDigits: variable.decimals_max ?? 3 })
    case 'money':
      return numberText(value, language, { style: 'currency', currency: variable.currency })
    case 'date':
      return dateText(value, language, variable.format)
    case 'datetime':
      return momentText(value, language, variable)
  }
}

const textOf = (text: string, max_length: number | undefined): Written =>
  max_length !== undefined && text.length > max_length
    ? { problem: `Must have at most ${max_length} characters.` }
    : { text }

const isWebAddress = (value: string | number): boolean =>
  typeof value === 'string' && /^https?:\/\/[^\s]+$/i.test(value) && URL.canParse(value)

const numberText = (
  value: string | number,
  language: string,
  options: Intl.NumberFormatOptions
): Written => {
  const number =
    typeof value === 'number' || /^-?\d{1,15}(\.\d{1,15})?$/.test(value)
      ? Number(value)
      : Number.NaN
  if (!Number.isFinite(number)) return { problem: 'Must be a number.' }
  return { text: new Intl.NumberFormat(language, options).format(number) }
}

const dateText = (value: string | number, language: string, format: Format = 'long'): Written => {
  const problem = 'Must be a date such as 2026-01-31.'
  if (!/^\d{4}-\d\d-\d\d$/.test(String(value))) return { problem }
  const moment = new Date(`${value}T00:00:00Z`)
  if (Number.isNaN(moment.getTime()) || !moment.toISOString().startsWith(String(value)))
    return { problem }
  const shown = new Intl.DateTimeFormat(language, { dateStyle: format, timeZone: 'UTC' })
  return { text: shown.format(moment) }
}

const with_offset = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i

const momentText = (
  value: string | number,
  language: string,
  {
    format = 'long',
    time_zone = 'UTC'
  }: { format?: Format | undefined; time_zone?: string | undefined }
): Written => {
  const moment = new Date(String(value))
  if (!with_offset.test(String(value)) || Number.isNaN(moment.getTime()))
    return { problem: 'Must be a time in RFC 3339 form, such as 2026-01-31T12:00:00Z.' }
  const shown = new Intl.DateTimeFormat(language, {
    dateStyle: format,
    timeStyle: 'short',
    timeZone: time_zone
  })
  return { text: shown.format(moment) }
}
