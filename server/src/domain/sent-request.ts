/** Where a delivery was sent and what went along with it, as far as it is shown. */
export type SentRequest = { url: string; headers: Record<string, string> }

export const left_out = '[left out]'

/** Nothing that opens a receiver: of queries and of headers that the webhook has of its own only the names, and no signature. */
export const shownRequest = (
  url: string,
  headers: Record<string, string>,
  own_names: string[]
): SentRequest => {
  const hidden = new Set([...own_names, 'webhook-signature'].map((name) => name.toLowerCase()))
  const shown = Object.entries(headers).map(([name, value]) => [
    name,
    hidden.has(name.toLowerCase()) ? left_out : value
  ])
  return { url: withoutValues(url), headers: Object.fromEntries(shown) }
}

const withoutValues = (text: string): string => {
  const url = new URL(text)
  const names = [...url.searchParams.keys()].map((name) => `${encodeURIComponent(name)}=…`)
  return `${url.origin}${url.pathname}${names.length > 0 ? `?${names.join('&')}` : ''}`
}
