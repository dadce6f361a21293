/** Names of members whose values are nobody's business but the caller's. */
const secret_names = /pass|secret|token|key|code|credential|authorization|headers|pin\b/i
const depth_max = 8
const masked = '[left out]'

/** A value as JSON to be shown to people later: without secrets, and cut to a length. */
export const withoutSecrets = (value: unknown, length_max: number): string => {
  const text = JSON.stringify(clean(value, 0)) ?? ''
  return text.length <= length_max ? text : `${text.slice(0, length_max - 1).toWellFormed()}…`
}

const clean = (value: unknown, depth: number): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (depth >= depth_max) return '…'
  if (Array.isArray(value)) return value.slice(0, 100).map((one) => clean(one, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      secret_names.test(name) ? masked : clean(one, depth + 1)
    ])
  )
}
