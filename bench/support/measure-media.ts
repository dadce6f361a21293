import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, openAsBlob } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { linkSession } from '../../server/testkit/link.ts'
import { startProduct } from '../../server/testkit/product.ts'
import { until } from '../../server/testkit/until.ts'
import { type BareFiles, startBareFiles } from './bare-files.ts'
import { cpuOf, residentOf } from './processes.ts'
import type { Scope } from './scope.ts'

export type MediaPlan = { files: number; bytes: number }

/** Processor time for each MB, and how much more memory there was at most than before. */
type Cost = { cpu_ms_per_mb: number; more_mb: number }

export type MediaFigures = {
  name: string
  mb_per_s: number
  gateway?: Cost
  worker?: Cost
  bare?: Cost
}

type Stage = {
  plan: MediaPlan
  total_mb: number
  folder: string
  product: Awaited<ReturnType<typeof startProduct>>
  customer: Awaited<ReturnType<Awaited<ReturnType<typeof startProduct>>['register']>>
  session_id: string
  number: string
  friend: { number: string }
  worker: number
}

const most_ms = 1_200_000
const look_every_ms = 50

/**
 * Files out and in, through the whole product and through Baileys alone; each is compared with what was sent. `tell` hears of
 * each figure when it is there, because this takes minutes.
 */
export const measureMedia = async (
  scope: Scope,
  plan: MediaPlan,
  tell: (figures: MediaFigures) => void
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-media-'))
  scope.after(() => rm(folder, { recursive: true, force: true }))
  const media_bytes_max = Math.ceil(plan.files * plan.bytes * 1.1)
  const environment = { LOG_LEVEL: 'warn', MEDIA_RECEIVED_BYTES_MAX: String(2 ** 31) }
  const product = await startProduct(scope, environment, { media_bytes_max })
  const customer = await product.register()
  const { session, phone } = await linkSession(product, customer, 'files')
  const friend = await product.simulator.createPhone()
  const [worker = 0] = await product.workers()
  const total_mb = (plan.files * plan.bytes) / 1e6
  const session_id: string = session.id
  const { number } = phone
  const stage = { plan, total_mb, folder, product, customer, session_id, number, friend, worker }
  const bare = await startBareFiles(scope, product.simulator_info)
  const sources = await makeFiles(stage)
  tell(await measureCopy(stage, sources))
  for (const one of await measureOut(stage, sources)) tell(one)
  for (const one of await measureIn(stage)) tell(one)
  for (const one of await measureBare(stage, bare, sources)) tell(one)
}

/** The same bytes from the same disk to the same disk, all at once, flushed as the store does. */
const measureCopy = ({ total_mb, folder }: Stage, sources: Source[]): Promise<MediaFigures> =>
  costs('plain copy', total_mb, { bare: process.pid }, async () => {
    await Promise.all(
      sources.map(async ({ path }, index) => {
        const copy = join(folder, `copy-${index}`)
        await pipeline(createReadStream(path), createWriteStream(copy, { flush: true }))
        await rm(copy)
      })
    )
  })

type Source = { path: string; sha256: string }

const makeFiles = (stage: Stage): Promise<Source[]> =>
  Promise.all(
    Array.from({ length: stage.plan.files }, async (_, index) => {
      const path = join(stage.folder, `file-${index}`)
      const hash = createHash('sha256')
      const content = function* () {
        const piece = randomBytes(1_000_000)
        for (let left = stage.plan.bytes; left > 0; left -= piece.length) {
          piece.writeUInt32BE(left >>> 0)
          const part = piece.subarray(0, Math.min(left, piece.length))
          hash.update(part)
          yield Buffer.from(part)
        }
      }
      await pipeline(Readable.from(content()), createWriteStream(path))
      return { path, sha256: hash.digest('hex') }
    })
  )

/** Does the work and says what it has cost these processes. */
const costs = async <Name extends string>(
  name: string,
  total_mb: number,
  pids: Record<Name, number>,
  work: () => Promise<void>
): Promise<{ name: string; mb_per_s: number } & Record<Name, Cost>> => {
  const watched = (Object.entries(pids) as [Name, number][]).map(([role, pid]) => {
    const resident = residentOf(pid)
    return { role, pid, cpu: cpuOf(pid), before: resident, most: resident }
  })
  const looking = setInterval(() => {
    for (const one of watched) one.most = Math.max(one.most, residentOf(one.pid))
  }, look_every_ms)
  const began_ms = performance.now()
  await work().finally(() => clearInterval(looking))
  const seconds = (performance.now() - began_ms) / 1000
  const found = watched.map(({ role, pid, cpu, before, most }) => [
    role,
    { cpu_ms_per_mb: (cpuOf(pid) - cpu) / total_mb, more_mb: most - before }
  ])
  return { name, mb_per_s: total_mb / seconds, ...Object.fromEntries(found) }
}

const measureOut = async (stage: Stage, sources: Source[]): Promise<MediaFigures[]> => {
  const { product, customer, total_mb, worker, session_id, friend } = stage
  const pids = { gateway: product.child.pid ?? 0, worker }
  let ids: string[] = []
  const uploaded = await costs('uploaded by the customer', total_mb, pids, async () => {
    ids = await Promise.all(sources.map((source) => upload(stage, source)))
  })
  const sent = await costs('sent to WhatsApp', total_mb, pids, async () => {
    await Promise.all(
      ids.map(async (id, index) => {
        const { status, body } = await customer.post('/api/v1/messages', {
          session_id,
          to: friend.number,
          type: 'document',
          document: { id }
        })
        assert.equal(status, 202, JSON.stringify(body))
        await shown(stage, body.whatsapp_id, sources[index]?.sha256)
      })
    )
  })
  return [uploaded, sent]
}

const upload = async ({ product, customer }: Stage, source: Source): Promise<string> => {
  const form = new FormData()
  form.append('file', await openAsBlob(source.path), 'file.bin')
  const answer = await fetch(`${product.url}/api/v1/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${customer.token}` },
    body: form
  })
  const body = (await answer.json()) as { id: string; sha256: string }
  assert.equal(answer.status, 201, JSON.stringify(body))
  assert.equal(body.sha256, source.sha256)
  return body.id
}

const shown = async (
  { product, friend }: Pick<Stage, 'product' | 'friend'>,
  id: string,
  sha256: string | undefined
): Promise<void> => {
  const { messages } = await product.simulator.waitReceived(friend.number, {
    id,
    timeout_ms: most_ms
  })
  assert.equal(messages[0]?.media?.verified, true, JSON.stringify(messages[0]?.media))
  assert.equal(messages[0]?.media?.sha256, sha256)
}

const sayFiles = async (stage: Stage, to: string): Promise<Map<string, string>> => {
  const sent = new Map<string, string>()
  for (let count = 0; count < stage.plan.files; count++) {
    const { id, sha256 } = await stage.product.simulator.sendMedia(stage.friend.number, {
      to,
      type: 'document',
      size: stage.plan.bytes
    })
    sent.set(id, sha256)
  }
  return sent
}

const measureIn = async (stage: Stage): Promise<MediaFigures[]> => {
  const { product, customer, total_mb, worker, session_id } = stage
  const pids = { gateway: product.child.pid ?? 0, worker }
  const links: { url: string; sha256: string }[] = []
  const fetched = await costs('fetched from WhatsApp', total_mb, pids, async () => {
    const said = await sayFiles(stage, stage.number)
    await until(
      'all files are there',
      async () => {
        const { body } = await customer.get(
          `/api/v1/media?session_id=${session_id}&status=ready&limit=100`
        )
        return body.data.length === said.size
      },
      most_ms
    )
    const { body } = await customer.get(`/api/v1/media?session_id=${session_id}&limit=100`)
    links.push(...body.data)
    assert.deepEqual(links.map((one) => one.sha256).sort(), [...said.values()].sort())
  })
  const given = await costs('downloaded by the customer', total_mb, pids, async () => {
    await Promise.all(
      links.map(async ({ url, sha256 }) => {
        const answer = await fetch(new URL(url, product.url))
        const hash = createHash('sha256')
        for await (const piece of answer.body ?? []) hash.update(piece)
        assert.equal(hash.digest('hex'), sha256)
      })
    )
  })
  return [fetched, given]
}

const measureBare = async (
  stage: Stage,
  bare: BareFiles,
  sources: Source[]
): Promise<MediaFigures[]> => {
  const { total_mb, folder, friend } = stage
  const pids = { bare: bare.pid }
  const paths = sources.map((source) => source.path)
  const sent = await costs('Baileys: sent to WhatsApp', total_mb, pids, async () => {
    const { ids } = await bare.send({ to: friend.number, paths })
    await Promise.all(ids.map((id, index) => shown(stage, id, sources[index]?.sha256)))
  })
  const fetched = await costs('Baileys: fetched from WhatsApp', total_mb, pids, async () => {
    await bare.receive({
      folder,
      count: stage.plan.files,
      saying: () => sayFiles(stage, bare.number)
    })
  })
  return [sent, fetched]
}
