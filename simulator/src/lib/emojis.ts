const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** How many emojis a text is; -1 when something in it is none. */
export const emojis = (text: string): number => {
  const parts = [...graphemes.segment(text)].map(({ segment }) => segment)
  return parts.every((part) => /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)$/v.test(part))
    ? parts.length
    : -1
}
