import { readdirSync, readFileSync } from 'node:fs'
import Negotiator from 'negotiator'

/** The texts of the linking page in one language. Its name and its direction are among them. */
export type Texts = Record<string, string>

const folder = new URL('../pages/texts/', import.meta.url)

const read = (file: string): [string, Texts] => [
  file.replace('.json', ''),
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Texts
]

let all: Map<string, Texts> | undefined

/** Every language that there is a file of; English first, which is taken where none fits. */
export const pageTexts = (): Map<string, Texts> => {
  all ??= new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort((one, other) => Number(other === 'en.json') - Number(one === 'en.json'))
      .map(read)
  )
  return all
}

/** The language that was chosen on the page, else the first that the browser asks for and there are texts in. */
export const choosePageLanguage = (
  chosen: unknown,
  headers: { 'accept-language'?: string | undefined }
): string => {
  const known = [...pageTexts().keys()]
  if (typeof chosen === 'string' && known.includes(chosen)) return chosen
  return new Negotiator({ headers }).language(known) ?? 'en'
}
