import { enqueue, notificationKey } from '../messages/offline-queue.ts'
import type { Device, Phone } from '../phones/phone.ts'
import { node, nowSeconds } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { liveConnection, serverId, type World } from '../world.ts'
import { participantAttributes } from './group-nodes.ts'
import { devicesIn, type Group } from './groups.ts'

/** Tells the devices of everybody in the group, the actor's included, what was done and by whom. */
export const notifyGroup = (
  world: World,
  group: Group,
  actor: Phone,
  change: BinaryNode,
  also: Phone[] = []
): void => {
  const leavers = also.flatMap((phone) => [...phone.devices.values()])
  tell(world, group, actor, change, [...devicesIn(group), ...leavers])
}

/** Tells admins only: who asks to be let in is nobody else's business. */
export const notifyAdmins = (
  world: World,
  group: Group,
  actor: Phone,
  change: BinaryNode
): void => {
  const admins = [...group.participants.values()].filter(({ role }) => role !== 'member')
  const devices = admins.flatMap(({ phone }) => [...phone.devices.values()])
  tell(world, group, actor, change, devices)
}

const tell = (
  world: World,
  group: Group,
  actor: Phone,
  change: BinaryNode,
  devices: Device[]
): void => {
  const id = serverId(world)
  const { participant, participant_pn, participant_lid, addressing_mode } = participantAttributes(
    group,
    actor
  )
  const stanza = node(
    'notification',
    {
      from: group.jid,
      type: 'w:gp2',
      id,
      t: nowSeconds(),
      participant,
      participant_pn,
      participant_lid,
      addressing_mode,
      notify: actor.settings.name
    },
    [change]
  )
  for (const device of new Set(devices)) {
    enqueue(device.queue, notificationKey(id), stanza, liveConnection(device))
  }
}
