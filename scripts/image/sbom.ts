import { existsSync, readFileSync } from 'node:fs'

type Locked = { version?: string; license?: string; integrity?: string; link?: boolean }

/** What is in the image beyond its base, as CycloneDX. The same sources give the same text, so it tells no time. */
const sbomOf = (
  lock: { packages: Record<string, Locked> },
  present: (folder: string) => boolean
) => ({
  $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  components: [
    {
      type: 'application',
      name: 'node',
      version: process.version.slice(1),
      purl: `pkg:generic/node@${process.version.slice(1)}`
    },
    ...Object.entries(lock.packages)
      .filter(([folder, { link }]) => folder.includes('node_modules/') && !link && present(folder))
      .map(([folder, locked]) => component(folder.split('node_modules/').at(-1) ?? '', locked))
  ]
})

const component = (name: string, { version = '', license, integrity }: Locked) => ({
  type: 'library',
  name,
  version,
  purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  ...(license && { licenses: [{ expression: license }] }),
  ...(integrity?.startsWith('sha512-') && {
    hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.slice(7), 'base64').toString('hex') }]
  })
})

// Run in the folder of package-lock.json and node_modules, when nothing more is taken away from them.
process.stdout.write(
  `${JSON.stringify(sbomOf(JSON.parse(readFileSync('package-lock.json', 'utf8')), existsSync), null, 1)}\n`
)
