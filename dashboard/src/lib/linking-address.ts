/** Where a path of session auth is opened by others: beside the dashboard, or on a port of its own on the same host. */
export const linkingAddress = (
  path: string,
  { protocol, hostname, origin }: Pick<Location, 'protocol' | 'hostname' | 'origin'>,
  port: string
): string => (/^\d+$/.test(port) ? `${protocol}//${hostname}:${port}${path}` : `${origin}${path}`)

export const linkingAddressHere = (path: string): string => {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="session-auth-port"]')
  return linkingAddress(path, location, meta?.content ?? '')
}
