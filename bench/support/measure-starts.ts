import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Product } from '../../server/testkit/product.ts'

export type Starts = { first_s: number; second_s: number }

/** Seconds from the command to the first healthy answer: with nothing there yet, and with what the first start made. */
export const measureStarts = async (product: Product): Promise<Starts> => {
  await product.stop()
  for (const name of await readdir(product.data_dir))
    await rm(join(product.data_dir, name), { recursive: true })
  const first_s = await timedStart(product)
  await product.stop()
  return { first_s, second_s: await timedStart(product) }
}

const timedStart = async (product: Product): Promise<number> => {
  const began_ms = performance.now()
  await product.start()
  return (performance.now() - began_ms) / 1000
}
