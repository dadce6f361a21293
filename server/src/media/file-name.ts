const chars_max = 120
const extension_max = 16

// Control characters, those that turn the direction of a text, those without a width, and what a path or shell would read.
const unwanted =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g
const reserved = /[<>:"|?*\\/]/g

/**
 * A name that says what it is and leads nowhere: the last part of a path, without control characters and those that turn
 * the direction of writing, at most 120 characters with its extension. Null when nothing is left.
 */
export const cleanFileName = (name: string | null | undefined): string | null => {
  if (!name) return null
  const last = name.toWellFormed().normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const clean = last
    .replace(unwanted, '')
    .replace(reserved, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  if (clean === '') return null
  const chars = [...clean]
  if (chars.length <= chars_max) return clean
  const extension = /\.[^. ]+$/.exec(clean)?.[0] ?? ''
  const kept = [...extension].length <= extension_max ? extension : ''
  return `${chars.slice(0, chars_max - [...kept].length).join('')}${kept}`
}
