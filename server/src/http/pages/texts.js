// The texts of the page in its language. They stand in the page, so that it says something at once.
const texts = JSON.parse(globalThis.document?.body.dataset.texts ?? '{}')

/** A text with its values put in. */
export const text = (name, values = {}) =>
  (texts[name] ?? name).replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole)

export const language = globalThis.document?.documentElement.lang ?? 'en'

/** Something that a person did wrong: the name of a text, and what is put into it. */
export class Mistake extends Error {
  constructor(name, values = {}) {
    super(name)
    this.values = values
  }
}

/** What is said of an error: our own sentence, or in English that of the service. */
export const sentenceOf = (error) => {
  if (error instanceof Mistake) return text(error.message, error.values)
  return language === 'en' && error.sentence ? error.sentence : text('trouble')
}
