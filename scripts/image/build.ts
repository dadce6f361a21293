import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Builds the image of the product (`npm run image`). Further words go to `docker build`, such as
// `--build-arg BASE=node:24-bookworm-slim`. DOCKER names the program, IMAGE what the image is called.

const root = fileURLToPath(new URL('../../', import.meta.url))
const docker = process.env['DOCKER'] || 'docker'
const { version } = JSON.parse(readFileSync(`${root}server/package.json`, 'utf8')) as {
  version: string
}
const tag = process.env['IMAGE'] || `whatsapp-saas:${version}`

const git = (...words: string[]): string =>
  execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim()

// The pages go into the image as they are built here.
execFileSync(process.execPath, [`${root}dashboard/scripts/build.ts`], { stdio: 'inherit' })

const build = spawnSync(
  docker,
  [
    'build',
    // The time of all files: that of the commit, so that the same commit gives the same layers.
    ...['--build-arg', `SOURCE_DATE_EPOCH=${git('log', '-1', '--format=%ct')}`],
    ...['--label', `org.opencontainers.image.version=${version}`],
    ...['--label', `org.opencontainers.image.revision=${git('rev-parse', 'HEAD')}`],
    ...['--label', 'org.opencontainers.image.licenses=MIT'],
    ...['--tag', tag],
    ...process.argv.slice(2),
    '.'
  ],
  { cwd: root, stdio: 'inherit' }
)
if (build.error) {
  process.stderr.write(`${docker} cannot be run: ${build.error.message}\n`)
  process.exit(1)
}
if (build.status !== 0) process.exit(build.status ?? 1)

const [image = ''] = execFileSync(docker, ['image', 'inspect', '--format', '{{.Id}}', tag], {
  encoding: 'utf8'
}).split('\n')
process.stdout.write(`\n${tag}\nWORKER_IMAGE=${image}\n`)
