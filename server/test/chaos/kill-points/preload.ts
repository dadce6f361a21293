import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import type { Armed } from './arm.ts'

// Loaded with --import into a process of the product: where its source says `// step: …` it calls what is below. The
// product itself has nothing of it.

const folder = process.env['KILL_POINTS_FOLDER'] ?? ''
const armed_file = join(folder, 'armed.json')
let counted_for = ''
let passages = 0

const passStep = (step: string): void => {
  if (!existsSync(armed_file)) return
  const text = readFileSync(armed_file, 'utf8')
  const armed = JSON.parse(text) as Armed
  if (armed.step !== step) return
  if (counted_for !== text) passages = 0
  counted_for = text
  if (++passages < armed.nth) return
  // Once: whoever is started next goes on.
  rmSync(armed_file)
  appendFileSync(join(folder, 'hit.txt'), `${armed.name}\n`)
  process.kill(process.pid, armed.signal)
}

Object.assign(globalThis, { passStep })

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    if (!url.includes('/server/src/') || !loaded.source) return loaded
    const source = loaded.source.toString()
    return {
      ...loaded,
      source: source.replace(/^( *)\/\/ step: (.+)$/gm, "$1;globalThis.passStep('$2');")
    }
  }
})
