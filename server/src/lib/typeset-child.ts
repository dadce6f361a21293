import { existsSync, readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

/** A process for one document: what to set comes in as JSON, and the PDF goes out. See `typeset.ts`. */

const weights = [
  [
    '400Regular',
    ['ibm-plex-sans-arabic/400Regular/IBMPlexSansArabic', 'ibm-plex-sans/400Regular/IBMPlexSans']
  ],
  [
    '700Bold',
    ['ibm-plex-sans-arabic/700Bold/IBMPlexSansArabic', 'ibm-plex-sans/700Bold/IBMPlexSans']
  ]
] as const

const fontBlobs = weights.flatMap(([weight, files]) =>
  files.map((file) =>
    readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/${file}_${weight}.ttf`)))
  )
)

/** What those fonts have no letters for is taken from fonts of the system, where it has some. */
const fontPaths = (text: string): string[] =>
  /[^\p{Script=Arabic}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]/u.test(
    text
  )
    ? ['/usr/share/fonts', '/usr/local/share/fonts'].filter((folder) => existsSync(folder))
    : []

const { template, data }: { template: string; data: unknown } = JSON.parse(
  (await buffer(process.stdin)).toString()
)
const text = JSON.stringify(data)
const compiler = NodeCompiler.create({
  workspace: fileURLToPath(new URL('.', template)),
  fontArgs: [{ fontBlobs }, { fontPaths: fontPaths(text) }]
})
const compiled = compiler.compile({
  mainFilePath: fileURLToPath(template),
  inputs: { data: text }
})
if (!compiled.result) throw new Error(JSON.stringify(compiled.takeError()?.shortDiagnostics))
process.stdout.end(compiler.pdf(compiled.result))
