const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const one_emoji = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)$/v
/** No emoji is longer: a family of four with its joiners has 11. */
export const emoji_length_max = 64

/** Whether a text is a single emoji, with its skin tone and whatever else belongs to it. */
export const isEmoji = (text: string): boolean => {
  if (text.length > emoji_length_max) return false
  const parts = [...graphemes.segment(text)]
  return parts.length === 1 && one_emoji.test(text)
}
