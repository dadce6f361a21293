/**
 * A text as it was meant: without what cannot be seen (marks of direction, spaces of no width) and with the digits of every
 * script, and letters and signs in full width, as those of ASCII.
 */
export const plainText = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text)
    ? text.trim()
    : text
        .normalize('NFKC')
        .replace(/\p{Cf}|\p{Cc}/gu, (mark) => (/\s/.test(mark) ? ' ' : ''))
        .replace(/\p{Nd}/gu, asciiDigit)
        .trim()

/** The ten digits of a script stand in a row, sometimes behind those of another. */
const asciiDigit = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0
  let first = code
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--
  return String((code - first) % 10)
}
