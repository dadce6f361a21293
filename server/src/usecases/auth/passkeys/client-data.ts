import { z } from 'zod'

const ClientData = z.object({
  challenge: z.string(),
  origin: z.string(),
  // Our pages stand in no frame of others.
  crossOrigin: z.literal(false).optional()
})

/** What a browser says that it was asked, and on which page; null where that cannot be read, or it was in a frame of another site. */
export const readClientData = (
  client_data_json: string
): { challenge: string; origin: string } | null => {
  try {
    const text = Buffer.from(client_data_json, 'base64url').toString('utf8')
    return ClientData.parse(JSON.parse(text))
  } catch {
    return null
  }
}
