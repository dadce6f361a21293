/** What was typed as a number of workers; null: nothing, which leaves it to the settings. */
export const boundOf = (typed: FormDataEntryValue | null): number | null => {
  const text = typeof typed === 'string' ? typed.trim() : ''
  return text === '' ? null : Number(text)
}
