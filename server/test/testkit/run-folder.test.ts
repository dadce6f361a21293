import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { makeRunFolder } from '../../testkit/run-folder.ts'

test('what a run that was killed left behind goes with the next one; that of a run which goes on, and of others, stays', async (t) => {
  const parent = await mkdtemp(join(tmpdir(), 'runs-'))
  t.after(() => rm(parent, { recursive: true, force: true }))
  const { pid: ended } = spawnSync(process.execPath, ['--version'])
  for (const name of [`gateway-tests-${ended}`, `gateway-tests-${process.ppid}`, 'of-somebody'])
    await mkdir(join(parent, name))
  await writeFile(join(parent, `gateway-tests-${ended}`, 'left'), 'behind')

  const folder = await makeRunFolder(parent)
  const stay = [`gateway-tests-${process.ppid}`, 'of-somebody']
  assert.deepEqual((await readdir(parent)).sort(), [...stay, basename(folder.path)].sort())
  await writeFile(join(folder.path, 'file'), 'of this run')
  await folder.remove()
  assert.deepEqual((await readdir(parent)).sort(), stay.sort())
})
