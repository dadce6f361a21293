import { clearChannels } from '../channels/channels.ts'
import { clearGroups } from '../groups/groups.ts'
import { clearBlobs } from '../media/blob-store.ts'
import { createChatLog } from '../messages/chats.ts'
import { createReceivedLog } from '../messages/inbox.ts'
import { createPairings } from '../phones/pairing-refs.ts'
import { clearTimers, type World } from '../world.ts'
import { createFaults } from './faults.ts'
import { createStats } from './stats.ts'

/** Back to an empty world; the root key and the options stay. */
export const resetWorld = (world: World): void => {
  for (const connection of world.connections) connection.drop()
  clearTimers(world)
  world.phones.clear()
  world.phones_by_lid.clear()
  world.phones_by_alias.clear()
  world.devices_by_noise.clear()
  clearGroups(world.groups)
  clearChannels(world.channels)
  world.pairings = createPairings()
  world.received = createReceivedLog(world.options.received_max)
  world.sent.clear()
  world.accepted.clear()
  world.chat_log = createChatLog()
  clearBlobs(world.media.files)
  clearBlobs(world.media.pictures)
  world.media.group_pictures.clear()
  world.stats = createStats()
  world.faults = createFaults()
  world.calls.clear()
  world.left_out.clear()
}
