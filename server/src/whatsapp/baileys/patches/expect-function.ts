/** Throws where the library no longer has the function that a patch replaces or relies on: it must not be patched blindly. */
export const expectFunction = (
  object: object | null | undefined,
  name: string,
  where = 'the WhatsApp library'
): void => {
  const found = (object as Record<string, unknown> | null | undefined)?.[name]
  if (typeof found !== 'function')
    throw new Error(`${where} has changed: ${name} is not where it was`)
}
