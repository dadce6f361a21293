/** Where a file is fetched from: always the gateway that this page is from, under whatever name it calls itself. */
export const fileAddress = (url: string | null | undefined): string | null => {
  if (!url || !URL.canParse(url, 'http://here')) return null
  const { pathname, search } = new URL(url, 'http://here')
  return pathname.startsWith('/api/v1/media/') ? pathname + search : null
}
