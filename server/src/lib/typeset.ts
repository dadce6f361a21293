import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createSemaphore } from './semaphore.ts'

const at_once = 2
const wall_ms = 20_000
const complaint_max = 2_000

/** A process for each document, few at a time: setting it takes memory that is free again afterwards, and can break nothing else. */
const places = createSemaphore(at_once, wall_ms)

const program = fileURLToPath(new URL('./typeset-child.ts', import.meta.url))

/** It reads files, and that is all that it may. */
const flags = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-addons',
  '--disable-warning=PERM0001',
  '--max-old-space-size=64'
]

/** Sets a document by a Typst template, which finds `data` as JSON in `sys.inputs.data`. Resolves with the PDF, or rejects with why the signal has aborted. */
export const typeset = async (
  template: URL,
  data: unknown,
  signal: AbortSignal
): Promise<Buffer> => {
  const leave = await places.enter(signal)
  try {
    return await run(JSON.stringify({ template: template.href, data }), signal)
  } catch (error) {
    // The reason says more than that a process was ended.
    signal.throwIfAborted()
    throw error
  } finally {
    leave()
  }
}

const run = (input: string, signal: AbortSignal): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, program], {
      env: {},
      signal: AbortSignal.any([signal, AbortSignal.timeout(wall_ms)]),
      killSignal: 'SIGKILL'
    })
    const pieces: Buffer[] = []
    let complaint = ''
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
    child.stderr.on('data', (piece: Buffer) => {
      complaint = (complaint + piece.toString()).slice(0, complaint_max)
    })
    child.once('error', reject).once('close', (code) => {
      if (code === 0) resolve(Buffer.concat(pieces))
      else reject(new Error(`the document cannot be set: ${complaint}`))
    })
    // A process that ends early is told of above.
    child.stdin.on('error', () => undefined).end(input)
  })
