import { AppError } from '../../domain/errors.ts'
import type { MediaReason } from '../../domain/media.ts'
import { MediaStoreFull, MediaTooLarge, MediaUnfit } from '../../media/contract.ts'
import { FileError, type FileTrouble } from '../../whatsapp/files.ts'
import type { Origin } from '../records/file-seals.ts'

/** Why a file was not fetched. */
export type Trouble =
  | FileTrouble
  /** The tenant may not keep that much. */
  | 'no_room'
  /** The store has no room just now. */
  | 'store_full'
  /** Where files are kept, or what scans them, does not answer. */
  | 'store_away'
  | 'infected'
  | 'not_scanned'
  /** The phone was asked for it and said nothing. */
  | 'phone_silent'

/** What follows. */
export type FileStep =
  | { do: 'later'; after_s: number }
  | { do: 'ask_phone' }
  | { do: 'fail'; reason: MediaReason }

/** The tenant may not keep that much. */
export class NoRoom extends Error {
  override name = 'NoRoom'
}

export const troubleOf = (error: unknown): Trouble => {
  if (error instanceof FileError) return error.trouble
  if (error instanceof MediaTooLarge) return 'too_large'
  if (error instanceof MediaStoreFull) return 'store_full'
  if (error instanceof MediaUnfit) return error.reason
  if (error instanceof AppError && error.code === 'file_store_away') return 'store_away'
  return error instanceof NoRoom ? 'no_room' : 'interrupted'
}

/** Seconds before each further attempt. After the last one the file is given up. */
const pauses_s = [2, 10, 30, 120, 600, 1_800, 3_600]
const away_s = 3_600
const away_attempts_max = 500
/** A phone may be switched off over night. */
const phone_pauses_s = [60, 600, 3_600, 14_400, 43_200]

/** What follows when a file was not fetched, after so many attempts before. */
export const afterTrouble = (
  trouble: Trouble,
  attempts: number,
  origin: Pick<Origin, 'message' | 'asked' | 'renewed'>
): FileStep => {
  switch (trouble) {
    case 'empty':
    case 'too_large':
    case 'infected':
    case 'not_scanned':
      return { do: 'fail', reason: trouble }
    case 'no_room':
      return { do: 'fail', reason: 'storage_full' }
    case 'gone':
      return fromPhone(origin, 'expired')
    case 'damaged':
      // It may have been damaged on its way.
      return attempts === 0 ? { do: 'later', after_s: 0 } : fromPhone(origin, 'damaged')
    case 'phone_silent':
      return laterOr(phone_pauses_s[origin.asked - 1], 'expired')
    case 'store_full':
      return laterOr(pauses_s[attempts], 'storage_full')
    case 'store_away':
      // Trouble of ours: as long as WhatsApp may have the file.
      return laterOr(
        attempts < away_attempts_max ? (pauses_s[attempts] ?? away_s) : undefined,
        'failed'
      )
    case 'interrupted':
      return laterOr(pauses_s[attempts], 'failed')
  }
}

const fromPhone = (
  { message, renewed }: Pick<Origin, 'message' | 'renewed'>,
  reason: MediaReason
): FileStep => (message && !renewed ? { do: 'ask_phone' } : { do: 'fail', reason })

const laterOr = (after_s: number | undefined, reason: MediaReason): FileStep =>
  after_s === undefined ? { do: 'fail', reason } : { do: 'later', after_s }
