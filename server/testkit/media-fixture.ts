import { createHash } from 'node:crypto'
import type { TestContext } from 'node:test'
import type { MediaStore } from '../src/media/contract.ts'
import { type Harness, harness, type SeededTenant } from './app.ts'

export const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  'base64'
)

export const listening = async (
  t: TestContext,
  config?: Record<string, string>,
  media?: MediaStore
): Promise<{ app: Harness; tenant: SeededTenant; base: string }> => {
  const app = await harness(t, {
    config: { PUBLIC_URL: 'https://wa.example.com/', ...config },
    ...(media && { deps: () => ({ media }) })
  })
  const tenant = await app.seed.tenant()
  const base = await app.server.listen({ host: '127.0.0.1', port: 0 })
  return { app, tenant, base }
}

export type Given = {
  content?: Buffer | string
  name?: string
  type?: string
  field?: string
  /** Its Idempotency-Key. */
  key?: string
}

export const upload = async (base: string, tenant: SeededTenant, given: Given = {}) => {
  const form = new FormData()
  const { content = jpeg, name = 'photo.jpg', type = 'image/jpeg', field = 'file' } = given
  form.append(field, new Blob([content], { type }), name)
  return fetch(`${base}/api/v1/media`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tenant.access_token}`,
      ...(given.key && { 'idempotency-key': given.key })
    },
    body: form
  })
}

/** What an answer tells of a file, or why there is none. */
export type File = Record<'id' | 'status' | 'sha256' | 'url' | 'mime_type' | 'code', string>

export const uploaded = async (...given: Parameters<typeof upload>): Promise<File> =>
  (await (await upload(...given)).json()) as File

export const pathOf = (url: string): string => url.replace('https://wa.example.com', '')
export const sha256 = (content: Buffer): string =>
  createHash('sha256').update(content).digest('hex')
