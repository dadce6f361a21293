/** A text as it is searched: without marks on letters, and in small ones. */
export const plainText = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
