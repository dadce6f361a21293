import { z } from 'zod'
import { idPattern } from '../domain/ids.ts'

/** What a picture of 640 pixels each way may have at most, as text. */
const picture_base64_max = 1_000_000

/** The file that becomes the picture of an account or a group. */
export const SetPicture = z.strictObject({
  media_id: z
    .string()
    .regex(idPattern('media'))
    .describe(
      'A picture that was uploaded (`POST /api/v1/media`) or received: JPEG, PNG, WebP, GIF, TIFF or AVIF of at least 192 pixels each way. Its middle is shown, as a square of 640 pixels.'
    )
})

export const PictureSet = z
  .object({ id: z.string().describe('As GET …/profile and the event group.updated name it.') })
  .meta({ id: 'PictureSet' })

/** A square JPEG of 640 pixels as a worker is given it; null: none any more. */
export const PictureContent = z.base64().max(picture_base64_max).nullable()
