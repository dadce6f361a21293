/** The one range that a Range header asks for; `none` where it is to be ignored, `unsatisfiable` where nothing of it is there. */
export const readRange = (
  header: string | undefined,
  bytes: number
): { from: number; to: number } | 'none' | 'unsatisfiable' => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  const [, first = '', last = ''] = match ?? []
  if (!match || (first === '' && last === '')) return 'none'
  if (first === '') {
    const length = Math.min(Number(last), bytes)
    return length === 0 ? 'unsatisfiable' : { from: bytes - length, to: bytes - 1 }
  }
  const from = Number(first)
  const to = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  if (last !== '' && Number(last) < from) return 'none'
  return from >= bytes ? 'unsatisfiable' : { from, to }
}
