import { removeDevice } from '../phones/devices.ts'
import type { Device, Phone } from '../phones/phone.ts'
import { runLater, type World } from '../world.ts'
import { quotaOf, timelockOf } from './limits.ts'
import { tellQuota } from './limits-told.ts'

/** So many strangers tried against one lock are as bad as repeats. */
const TRIES_MAX = 60

/** The code with which a first message is refused, if it is. */
export const refusalOfStranger = (world: World, sender: Device, to: Phone): string | undefined => {
  const { phone } = sender
  if (to === phone || phone.met.has(to.number)) return undefined
  if (timelockOf(phone)) return refuseInLock(world, sender, to)
  const quota = quotaOf(phone)
  if (!quota) return undefined
  if (quota.used >= quota.total) {
    phone.limits.counts.refused_475 += 1
    return '475'
  }
  quota.used += 1
  if (quota.used === quota.total) runLater(world, 1, () => tellQuota(world, phone))
  return undefined
}

/** Who goes on trying is thrown out: the linked device is removed, after the refusal. */
const refuseInLock = (world: World, sender: Device, to: Phone): string => {
  const { limits } = sender.phone
  const { counts, refused, repeats_max } = limits
  counts.refused_463 += 1
  const repeats_before = counts.repeats
  if (refused.has(to.number)) counts.repeats += 1
  refused.add(to.number)
  const escalates =
    (counts.repeats > repeats_before && counts.repeats % repeats_max === 0) ||
    refused.size > TRIES_MAX
  if (escalates && sender.linked) {
    counts.devices_removed += 1
    runLater(world, 1, () => sender.linked && removeDevice(world, sender))
  }
  return '463'
}
