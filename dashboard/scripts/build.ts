import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

// Builds the pages into dashboard/dist, unless what is there was made of the same sources.

const root = fileURLToPath(new URL('../', import.meta.url))
const dist = join(root, 'dist')
const mark = join(dist, 'sources.sha256')
const sources = [
  'index.html',
  'package.json',
  '*.config.ts',
  'scripts/*.ts',
  'src/**/*',
  '../sdk/src/**/*.ts',
  '../package-lock.json'
]

const hashSources = (): string => {
  const hash = createHash('sha256')
  const files = sources.flatMap((pattern) => globSync(pattern, { cwd: root, withFileTypes: true }))
  const paths = files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
  for (const path of [...new Set(paths)].sort())
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}

/** Beside each file what a browser takes instead of it. */
const compress = (folder: string): void => {
  for (const name of globSync('assets/*.{js,css,svg}', { cwd: folder })) {
    const path = join(folder, name)
    const data = readFileSync(path)
    writeFileSync(`${path}.gz`, gzipSync(data, { level: 9 }))
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
    writeFileSync(`${path}.br`, brotliCompressSync(data, { params }))
  }
}

const build = async (hash: string): Promise<void> => {
  // Only who builds needs them.
  const [{ build: viteBuild }, { settings }] = await Promise.all([
    import('vite'),
    import('../vite.config.ts')
  ])
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  const made = mkdtempSync(join(root, 'node_modules/dashboard-'))
  try {
    await viteBuild({ ...settings, build: { ...settings.build, outDir: made, emptyOutDir: true } })
    compress(made)
    writeFileSync(join(made, 'sources.sha256'), hash)
    // Whole or not at all, also beside another process that builds.
    rmSync(dist, { recursive: true, force: true })
    renameSync(made, dist)
  } catch (error) {
    rmSync(made, { recursive: true, force: true })
    throw error
  }
}

const hash = hashSources()
if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) {
  process.stdout.write('the dashboard is built already\n')
} else {
  const begun = performance.now()
  await build(hash)
  process.stdout.write(`dashboard built in ${((performance.now() - begun) / 1000).toFixed(1)} s\n`)
}
