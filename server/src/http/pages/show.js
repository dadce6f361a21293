import { text } from './texts.js'

export const find = (id) => document.getElementById(id)

const sections = ['scan', 'sign', 'compare', 'finish', 'answer', 'ask', 'done', 'ended', 'idle']

/** Shows this section of the page and hides the others. Who was in one that is gone finds themselves in the new one. */
export const show = (wanted) => {
  const left = document.activeElement?.closest('section, form')
  for (const id of sections) find(id).hidden = id !== wanted
  const heading = wanted && find(wanted).querySelector('h2')
  if (!heading || !left?.closest('[hidden]')) return
  heading.tabIndex = -1
  heading.focus()
}

/** Shows a sentence about what went wrong; none: takes it away. */
export const complain = (id, sentence) => {
  find(id).textContent = sentence ?? ''
  find(id).hidden = !sentence
  if (sentence) find(id).scrollIntoView({ block: 'nearest' })
}

/** Puts the text of an element into the clipboard; resolves to a word that says whether it worked. */
export const copyFrom = async (element) => {
  const content = element.value ?? element.textContent
  try {
    await navigator.clipboard.writeText(content)
    return text('copied')
  } catch {
    // Not encrypted, or forbidden: the browser copies what is marked.
    getSelection()?.selectAllChildren(element)
    element.select?.()
    return text(document.execCommand('copy') ? 'copied' : 'not_copied')
  }
}
