/** What stands behind `token=` in the part of an address behind the #; null where nothing does. */
export const tokenOf = (hash: string): string | null => {
  const token = new URLSearchParams(hash.replace(/^#/, '')).get('token')
  return token === null || token === '' ? null : token
}
