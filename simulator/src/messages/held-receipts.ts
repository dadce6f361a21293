import { type Faults, type HeldReceipt, takeFault } from '../control/faults.ts'
import type { Device } from '../phones/phone.ts'
import { childrenNamed, childrenOf } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'

type Send = (device: Device, receipt: BinaryNode) => void

/** Beyond so many the oldest go out, late but not lost. */
const HELD_MAX = 100_000

/** Sends a receipt, or keeps it back, or lets those go that waited for it, as the faults say. */
export const passReceipt = (
  faults: Faults,
  device: Device,
  receipt: BinaryNode,
  send: Send
): void => {
  const { type } = receipt.attrs
  const { number } = device.phone
  // A request to encrypt again says nothing about how far a message has got.
  if (type === 'retry') {
    send(device, receipt)
    return
  }
  const withheld = takeFault(faults, number, 'withhold_receipts')
  if (withheld || (type === undefined && takeFault(faults, number, 'reorder_receipts'))) {
    faults.held_receipts.add({ device, receipt, until_read: !withheld })
    if (faults.held_receipts.size > HELD_MAX) releaseOldest(faults, send)
    return
  }
  send(device, receipt)
  if (takeFault(faults, number, 'duplicate_receipts')) send(device, receipt)
  if (type === 'read') releaseAfterRead(faults, device, receipt, send)
}

/** Sends what was kept back for a number, or for everybody, in its order; returns how many. */
export const releaseReceipts = (faults: Faults, number: string | undefined, send: Send): number => {
  const chosen = heldFor(faults, number)
  for (const held of chosen) release(faults, held, send)
  return chosen.length
}

export const heldFor = (faults: Faults, number: string | undefined): HeldReceipt[] =>
  [...faults.held_receipts].filter(
    ({ device }) => number === undefined || device.phone.number === number
  )

const releaseAfterRead = (faults: Faults, device: Device, read: BinaryNode, send: Send): void => {
  const listed = childrenOf(read).flatMap((list) => childrenNamed(list, 'item'))
  const ids = new Set([read.attrs.id, ...listed.map(({ attrs }) => attrs.id)])
  for (const held of faults.held_receipts) {
    const waited = held.until_read && held.device === device
    if (waited && ids.has(held.receipt.attrs.id)) release(faults, held, send)
  }
}

const releaseOldest = (faults: Faults, send: Send): void => {
  const oldest = faults.held_receipts.values().next()
  if (!oldest.done) release(faults, oldest.value, send)
}

const release = (faults: Faults, held: HeldReceipt, send: Send): void => {
  faults.held_receipts.delete(held)
  send(held.device, held.receipt)
}
