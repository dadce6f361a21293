/** What was posted, flat: a name for each value, with dots where it was nested, as variables of templates are called. */
export type IncomingValues = Record<string, string | number>

const values_max = 500
const depth_max = 8
const name_length = 100
const value_length = 4_096

/**
 * The values of what an alarm system has posted: its JSON, a form, or a text. `title`, `text` and `link` are put in where
 * it has none of its own and what it sent says them in other words, as Alertmanager, Grafana, Slack and Discord do.
 */
export const incomingValues = (body: unknown): IncomingValues => {
  const values: IncomingValues = {}
  if (typeof body === 'string') values['text'] = cut(body)
  else flatten(body, '', values, 0)
  const given = Object.hasOwn(values, 'text')
  for (const [name, text] of Object.entries(said(body)))
    if (text !== undefined && !Object.hasOwn(values, name)) values[name] = cut(text)
  if (!given && !Object.hasOwn(values, 'text')) values['text'] = cut(listed(values))
  return values
}

/** A text of what was posted, for those who have no template. */
export const plainMessage = ({ title, text }: IncomingValues): string =>
  [title === undefined ? '' : `*${title}*`, String(text ?? '')]
    .filter((part) => part !== '')
    .join('\n')

const flatten = (value: unknown, name: string, into: IncomingValues, depth: number): void => {
  if (Object.keys(into).length >= values_max || depth > depth_max) return
  if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value))
      flatten(one, name === '' ? nameOf(key) : `${name}.${nameOf(key)}`, into, depth + 1)
    return
  }
  if (name === '' || name.length > name_length || value === null || value === undefined) return
  into[name] = typeof value === 'number' ? value : cut(String(value))
}

/** Signs that a name of a variable cannot have become _. */
const nameOf = (key: string): string => key.replace(/[^A-Za-z0-9_]/g, '_')

const cut = (text: string): string =>
  text.length <= value_length ? text : `${text.slice(0, value_length - 1)}…`

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textIn = (value: unknown, ...names: string[]): string | undefined => {
  if (!isObject(value)) return undefined
  for (const name of names) {
    const one = value[name]
    if (typeof one === 'string' && one !== '') return one
  }
  return undefined
}

type Said = { title?: string | undefined; text?: string | undefined; link?: string | undefined }

const said = (body: unknown): Said => {
  if (!isObject(body)) return {}
  const alerts = Array.isArray(body['alerts']) ? body['alerts'].filter(isObject) : []
  return {
    title: textIn(body, 'title', 'subject', 'Subject') ?? alertTitle(body, alerts),
    text:
      textIn(body, 'message', 'text', 'body', 'content', 'description', 'Message') ??
      (alerts.length > 0 ? alerts.map(alertLine).join('\n') : undefined),
    link: textIn(body, 'link', 'url', 'externalURL', 'ruleUrl')
  }
}

/** As Alertmanager titles a group of alerts. */
const alertTitle = (body: Json, alerts: Json[]): string | undefined => {
  if (alerts.length === 0) return undefined
  const firing = alerts.filter((alert) => alert['status'] !== 'resolved').length
  const state = firing > 0 ? `FIRING:${firing}` : 'RESOLVED'
  const name =
    textIn(body['commonLabels'], 'alertname') ?? textIn(alerts[0]?.['labels'], 'alertname')
  return `[${state}] ${name ?? `${alerts.length} alerts`}`
}

const alertLine = (alert: Json): string => {
  const says =
    textIn(alert['annotations'], 'summary', 'description', 'message') ??
    textIn(alert['labels'], 'alertname') ??
    'alert'
  const where = textIn(alert['labels'], 'instance', 'job', 'service')
  const state = textIn(alert, 'status')
  return `• ${state === 'resolved' ? '✓ ' : ''}${says}${where ? ` (${where})` : ''}`
}

/** Whatever it is, a line for each value. */
const listed = (values: IncomingValues): string =>
  Object.entries(values)
    .slice(0, 50)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
