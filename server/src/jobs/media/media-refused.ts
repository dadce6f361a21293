import type { MediaReason } from '../../domain/media.ts'

/** Why a file cannot be had or used: for whoever gave it. */
export class MediaRefused extends Error {
  override name = 'MediaRefused'
  readonly reason: MediaReason
  constructor(reason: MediaReason, options?: ErrorOptions) {
    super(`the file is refused: ${reason}`, options)
    this.reason = reason
  }
}
