import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Sample } from './samples/sample.ts'
import { samples, touchedBy } from './samples/samples.ts'

/** Adds a sample of each thing (or of those named) to a copy of the tree, sees that it works, and counts the files it took. */
const named = process.argv.slice(2)

const root = join(import.meta.dirname, '..')
const run = (cwd: string, file: string, args: string[]): string =>
  execFileSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

const copyTree = (to: string): void => {
  for (const path of run(root, 'git', ['ls-files', '-z']).split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(to, path)), { recursive: true })
    cpSync(join(root, path), join(to, path))
  }
  for (const modules of ['node_modules', 'server/node_modules', 'sdk/node_modules']) {
    symlinkSync(join(root, modules), join(to, modules))
  }
  run(to, 'git', ['init', '--quiet'])
  run(to, 'git', ['add', '--all'])
}

const add = (folder: string, { files, edits, generate, prove }: Sample): string[] => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const [path, edit] of Object.entries(edits)) {
    writeFileSync(join(folder, path), edit(readFileSync(join(folder, path), 'utf8')))
  }
  for (const args of generate) run(folder, process.execPath, args)
  run(folder, join(root, 'node_modules/.bin/tsc'), ['-p', '.'])
  for (const args of prove) run(folder, process.execPath, args)
  const changed = run(folder, 'git', ['ls-files', '--modified', '--others', '--exclude-standard'])
  return changed.split('\n').filter(Boolean)
}

const folder = mkdtempSync(join(tmpdir(), 'samples-'))
try {
  for (const sample of samples.filter(({ name }) => named.length === 0 || named.includes(name))) {
    const copy = join(folder, sample.name.replaceAll(' ', '-'))
    copyTree(copy)
    const touched = add(copy, sample).filter((path) => !path.endsWith('node_modules'))
    console.log(`${sample.name}: ${touched.length} files\n  ${touched.join('\n  ')}`)
    if (touched.sort().join() === touchedBy(sample).join()) continue
    console.error(`it names these instead: ${touchedBy(sample).join(', ')}`)
    process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
