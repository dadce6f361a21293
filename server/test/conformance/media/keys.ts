import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { MediaKeyError } from '../../../src/media/contract.ts'
import { ada, eve, limit, listed, type MediaPromise, pieces, readAll, sha256 } from './suite.ts'

/** Whose a file is, and what is no name of one. */
export const keyPromises = (promise: MediaPromise): void => {
  promise('a tenant reaches nothing of another, not even the same content', async (store) => {
    const bytes = randomBytes(100)
    const of_ada = await store.put(ada, pieces(bytes, 10), limit)
    const as_eve = { tenant_id: eve, sha256: of_ada.sha256 }
    assert.equal(await store.find(as_eve), null)
    assert.equal(await store.read(as_eve), null)
    await store.delete(as_eve)
    assert.deepEqual(await readAll(store, of_ada), bytes)
    await store.put(eve, pieces(bytes, 10), limit)
    assert.equal((await listed(store)).length, 2)
    await store.delete(as_eve)
    assert.deepEqual(await listed(store), [of_ada])
    assert.deepEqual(await listed(store, eve), [])
  })

  promise('names that could lead elsewhere are refused everywhere', async (store) => {
    const good = sha256(Buffer.from('a'))
    const tenants = [
      '',
      '.',
      '..',
      '../ten_ada',
      'a/b',
      '/etc',
      'a\u0000b',
      '.unfinished',
      '%2e',
      'é'
    ]
    const hashes = [
      '',
      '..',
      `../${good}`,
      good.toUpperCase(),
      good.slice(1),
      `${good}/..`,
      `${good}\n`
    ]
    const keys = [
      ...tenants.map((tenant_id) => ({ tenant_id, sha256: good })),
      ...hashes.map((hash) => ({ tenant_id: ada, sha256: hash }))
    ]
    for (const key of keys) {
      await assert.rejects(async () => store.find(key), MediaKeyError)
      await assert.rejects(async () => store.read(key), MediaKeyError)
      await assert.rejects(async () => store.delete(key), MediaKeyError)
    }
    for (const tenant_id of tenants) {
      await assert.rejects(store.put(tenant_id, pieces(Buffer.from('a'), 1), limit), MediaKeyError)
      await assert.rejects(listed(store, tenant_id), MediaKeyError)
    }
    assert.deepEqual(await listed(store), [])
  })
}
