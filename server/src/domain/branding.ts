/** The colour of pages that nobody has given another. */
export const default_color = '#0b7a5b'

/** Texts on a colour are one of these. Whatever the colour is, one of the two has a contrast of at least 4.5 with it. */
const dark_text = '#000000'
const light_text = '#ffffff'

/** How bright a colour of six hex digits is, from 0 to 1, as WCAG counts it. */
const luminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const part = Number.parseInt(color.slice(from, from + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of two colours as WCAG counts it, from 1 to 21. */
export const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** The colour of texts that can be read by everybody on this one. */
export const textColorOn = (color: string): string =>
  contrast(color, light_text) >= contrast(color, dark_text) ? light_text : dark_text

const origin_form = /^https:\/\/(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+(?::\d{1,5})?$/
const local_form = /^https?:\/\/(?:localhost|127\.0\.0\.1)(?::\d{1,5})?$/

/**
 * The origin of a site as browsers write it; null for what is none, or would not be safe in a policy: it goes into a header,
 * where a semicolon or a space would begin something else.
 */
export const normalOrigin = (text: string): string | null => {
  const trimmed = text.trim()
  if (!URL.canParse(trimmed)) return null
  const { origin, pathname, search, hash, username } = new URL(trimmed)
  if (pathname !== '/' || search || hash || username) return null
  return origin_form.test(origin) || local_form.test(origin) ? origin : null
}
