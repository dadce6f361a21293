import { readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { type Entry, entries, fileIn, type Language, languages } from './catalogue.ts'
import { type Rendered, render } from './render.ts'
import { createIndex, type Index } from './search.ts'

const project = new URL('../../../../', import.meta.url)

export type Library = {
  /** A document in a language; null where it is not there in that one. */
  read(entry: Entry, language: Language): Promise<Rendered | null>
  /** Whether it is there in this language. */
  has(entry: Entry, language: Language): Promise<boolean>
  index(language: Language): Promise<Index>
}

/** The documents of this installation, each read and rendered when it is first asked for and kept from then on. */
export const createLibrary = (folder: URL = project): Library => {
  const kept = new Map<string, Promise<Rendered | null>>()
  const indexes = new Map<Language, Promise<Index>>()

  const read: Library['read'] = (entry, language) => {
    const key = `${language}/${entry.slug}`
    const found = kept.get(key) ?? open(folder, entry, language)
    kept.set(key, found)
    return found
  }
  const makeIndex = async (language: Language): Promise<Index> => {
    const documents = []
    for (const entry of entries) {
      // Others have their turn: all documents together take a tenth of a second.
      await setImmediate()
      const own = await read(entry, language)
      const shown = own ?? (await read(entry, 'en'))
      if (shown)
        documents.push({
          entry,
          language: own ? language : ('en' as const),
          sections: shown.sections
        })
    }
    return createIndex(documents)
  }
  return {
    read,
    has: async (entry, language) => (await read(entry, language)) !== null,
    index: (language) => {
      const found = indexes.get(language) ?? makeIndex(language)
      indexes.set(language, found)
      return found
    }
  }
}

/** What is not there is null; what cannot be read is an error. */
const open = async (folder: URL, entry: Entry, language: Language): Promise<Rendered | null> => {
  const file = fileIn(entry, language)
  if (language !== languages[0] && file === entry.file) return null
  try {
    return render(await readFile(new URL(file, folder), 'utf8'), entry, language)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
