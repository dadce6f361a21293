import { DEFAULT_CONNECTION_CONFIG } from 'baileys/lib/Defaults/index.js'

/** The build of WhatsApp Web that Baileys was made for: the last part of the version it brings along. */
export const library_build = DEFAULT_CONNECTION_CONFIG.version[2]
