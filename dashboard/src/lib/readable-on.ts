/** How bright a colour of six hex digits is, as WCAG counts it. */
const luminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const part = Number.parseInt(color.slice(from, from + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Black or white, whichever can be read better on this colour; what the gateway chooses, too. */
export const readableOn = (color: string): string =>
  1.05 / (luminance(color) + 0.05) >= (luminance(color) + 0.05) / 0.05 ? '#ffffff' : '#000000'
