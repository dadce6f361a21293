/**
 * A body without those fields that say nothing: false, null, zero, empty texts, lists and objects. Clients of the engine send
 * many such fields, and they mean the same as a field that is missing. Within a field only those that are named are looked
 * into; in others, such as maps, a name alone says something.
 */
export const withoutEmpty = (value: unknown, within: string[]): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, one]): [string, unknown] => [
        name,
        within.includes(name) ? withoutEmpty(one, []) : one
      ])
      .filter(([, one]) => says(one))
  )
}

const says = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value)
