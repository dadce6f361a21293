/** Has the browser keep a text as a file. */
export const saveFile = (name: string, type: string, content: BlobPart): void => {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Later: some browsers read it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
