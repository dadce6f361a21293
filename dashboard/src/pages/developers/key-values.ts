const day_ms = 86_400_000

/** The day on which a key ends, as the browser has it: its last one, since it ends with that day. */
export const dayOf = (expires_at: string): string => {
  const at = new Date(Date.parse(expires_at) - 1)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** The end of that day; null where none is given. */
export const endOf = (last_day: string): string | null => {
  if (last_day === '') return null
  const begin = new Date(`${last_day}T00:00`)
  const next = new Date(begin.getTime() + day_ms)
  // A day may have 23 or 25 hours.
  return new Date(next.getFullYear(), next.getMonth(), next.getDate()).toISOString()
}

/** One in a line, or with commas between them. */
export const addressesOf = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** What is wrong with which address. */
export const wrongAddress = (errors: Record<string, string>): string | undefined => {
  const found = Object.entries(errors).find(([path]) => path.startsWith('allowed_addresses'))
  if (!found) return undefined
  const index = /\d+/.exec(found[0])?.[0]
  return index === undefined ? found[1] : `${Number(index) + 1}: ${found[1]}`
}

/** What a form of a key says about its end, its addresses and its numbers. */
export const limitsOf = (form: FormData) => ({
  expires_at: endOf(String(form.get('last_day') ?? '')),
  allowed_addresses: addressesOf(String(form.get('allowed_addresses') ?? '')),
  session_ids: addressesOf(String(form.get('session_ids') ?? ''))
})
