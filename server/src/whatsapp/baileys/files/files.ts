import type { Agent } from 'node:http'
import type { WASocket } from 'baileys'
import type { Log } from '../../../lib/log.ts'
import type { Files } from '../../files.ts'
import { createAskAgain } from './ask-again.ts'
import { createDownload } from './download.ts'
import { createMediaHosts } from './media-hosts.ts'
import { createUpload } from './upload.ts'

/** What one connection does with files. */
export const createFiles = (
  socket: Pick<WASocket, 'query' | 'ws' | 'sendNode'>,
  options: {
    /** Through the proxy of the session, where it has one. */
    agent: Agent | undefined
    ws_url: string | undefined
    own_jid: () => string | undefined
    log: Log
  }
): Files => {
  const mediaHosts = createMediaHosts(socket)
  return {
    upload: createUpload({ mediaHosts, ...options }),
    download: createDownload({ mediaHosts, ...options }),
    askAgain: createAskAgain(socket, options.own_jid)
  }
}
