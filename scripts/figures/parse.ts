import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { SourceFile } from 'typescript/unstable/ast'
import { API } from 'typescript/unstable/sync'

/** A source file: its path below the folder that was asked for, its text and its syntax tree. */
export type Source = { path: string; text: string; tree: SourceFile }

/** Where our own TypeScript stands. */
export const areas = [
  'server/src',
  'server/test',
  'server/testkit',
  'simulator/src',
  'simulator/test',
  'sdk/src',
  'sdk/scripts',
  'sdk/test',
  'dashboard/src',
  'dashboard/scripts',
  'dashboard/test',
  'bench',
  'scripts'
]

/** Every source file below a checkout, parsed. Nothing is resolved, so it needs no packages installed. */
export const parseSources = (root: string): Source[] => {
  const paths = areas
    .flatMap((area) => globSync(`${area}/**/*.{ts,tsx}`, { cwd: root }))
    .filter((path) => !/node_modules|\/generated\//.test(path) && !path.endsWith('.d.ts'))
    .sort()
  const config = resolve(root, 'figures.tsconfig.json')
  const settings = JSON.stringify({
    compilerOptions: { noResolve: true, noLib: true, noEmit: true, types: [] },
    files: paths.map((path) => resolve(root, path))
  })
  const api = new API({
    cwd: root,
    fs: {
      readFile: (file) => (file === config ? settings : undefined),
      fileExists: (file) => (file === config ? true : undefined)
    }
  })
  try {
    const [project] = api.updateSnapshot({ openProjects: [config] }).getProjects()
    if (!project) throw new Error(`TypeScript opened no project in ${root}`)
    return paths.map((path) => {
      const tree = project.program.getSourceFile(resolve(root, path))
      if (!tree) throw new Error(`TypeScript did not read ${path}`)
      return { path, text: readFileSync(resolve(root, path), 'utf8'), tree }
    })
  } finally {
    api.close()
  }
}
