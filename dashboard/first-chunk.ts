type Modules = {
  getModuleInfo(id: string): { importers: readonly string[]; isEntry: boolean } | null
}

/** Puts what the first page is made of into one file: in pieces, each compressed by itself, it would be larger. */
export const firstChunk = (root: string) => {
  const known = new Map<string, boolean>()
  const isFirst = (id: string, modules: Modules): boolean => {
    const seen = known.get(id)
    if (seen !== undefined) return seen
    known.set(id, false)
    const info = modules.getModuleInfo(id)
    const first =
      info !== null && (info.isEntry || info.importers.some((one) => isFirst(one, modules)))
    known.set(id, first)
    return first
  }
  return (id: string, modules: Modules): string | null =>
    id.startsWith(`${root}src/`) && /\.tsx?$/.test(id) && isFirst(id, modules) ? 'first' : null
}
