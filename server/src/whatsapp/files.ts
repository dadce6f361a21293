import type { Readable } from 'node:stream'
import type { FileMessage, FileReference, UploadedFile } from '../domain/file-reference.ts'
import type { SentPurpose } from '../domain/media.ts'

/** What a connection does with files. Their content flows through in pieces. */
export type Files = {
  /**
   * Encrypts a file and gives it to WhatsApp. `open` is called more than once and begins anew each time. Rejects with a
   * FileError.
   */
  upload(
    file: { purpose: SentPurpose; open: () => Promise<Readable> },
    signal: AbortSignal
  ): Promise<UploadedFile>
  /**
   * The content of a file that WhatsApp has. Whether it is what its message says is known at the end: what was read before is
   * good for nothing when it ends with a FileError.
   */
  download(
    file: FileReference,
    options: { bytes_max: number; signal: AbortSignal }
  ): AsyncIterable<Uint8Array>
  /**
   * Asks the phone to upload a file again that WhatsApp does not have any more; answers with the new path. Rejects with a
   * FileError: `gone` when the phone says that it cannot, `interrupted` when it says nothing.
   */
  askAgain(file: FileReference, message: FileMessage, signal: AbortSignal): Promise<string>
}

/** What came of a transfer that failed. */
export type FileTrouble =
  /** WhatsApp does not have it, or not any more. */
  | 'gone'
  /** It is not what its message says. */
  | 'damaged'
  | 'empty'
  | 'too_large'
  /** Another attempt may succeed. */
  | 'interrupted'

/** A file could not be transferred. */
export class FileError extends Error {
  override name = 'FileError'
  readonly trouble: FileTrouble
  constructor(trouble: FileTrouble, message: string, more: { cause?: unknown } = {}) {
    super(message, more)
    this.trouble = trouble
  }
}
