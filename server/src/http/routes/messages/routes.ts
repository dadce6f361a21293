import type { Route } from '../../route.ts'
import { sendMessagesRoute } from './bulk.ts'
import { cancelMessageRoute } from './cancel.ts'
import { listMessagesRoute } from './list.ts'
import { readMessageRoute } from './read.ts'
import { readReceiptsRoute } from './receipts.ts'
import { retryMessageRoute } from './retry.ts'
import { sendMessageRoute } from './send.ts'

/** What is sent, and what has arrived. */
export const message_routes: Route[] = [
  sendMessageRoute,
  sendMessagesRoute,
  listMessagesRoute,
  readMessageRoute,
  readReceiptsRoute,
  cancelMessageRoute,
  retryMessageRoute
]
