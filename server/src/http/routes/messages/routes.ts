import type { Route } from '../../route.ts'
import { sendMessagesRoute } from './bulk.ts'
import { cancelMessageRoute } from './cancel.ts'
import { deleteMessageRoute } from './delete.ts'
import { editMessageRoute } from './edit.ts'
import { forwardMessageRoute } from './forward.ts'
import { listMessagesRoute } from './list.ts'
import { markReadRoute } from './mark-read.ts'
import { readMessageMediaRoute } from './media.ts'
import { pinMessageRoute } from './pin.ts'
import { reactRoute } from './react.ts'
import { readMessageRoute } from './read.ts'
import { readReceiptsRoute } from './receipts.ts'
import { respondRoute } from './respond.ts'
import { retryMessageRoute } from './retry.ts'
import { sendMessageRoute } from './send.ts'
import { starMessageRoute } from './star.ts'
import { unpinMessageRoute } from './unpin.ts'
import { voteRoute } from './vote.ts'

/** What is sent, and what has arrived. */
export const message_routes: Route[] = [
  sendMessageRoute,
  sendMessagesRoute,
  listMessagesRoute,
  readMessageRoute,
  readReceiptsRoute,
  readMessageMediaRoute,
  cancelMessageRoute,
  retryMessageRoute,
  editMessageRoute,
  deleteMessageRoute,
  reactRoute,
  voteRoute,
  respondRoute,
  forwardMessageRoute,
  pinMessageRoute,
  unpinMessageRoute,
  markReadRoute,
  starMessageRoute
]
