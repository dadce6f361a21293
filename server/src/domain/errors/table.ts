/**
 * Errors by their codes. `text` is shown to the caller; `retry` says whether the same call may work later, and is shown as
 * `retryable`.
 */
export type ErrorTable = Record<
  string,
  { status: number; title: string; text: string; retry: 'yes' | 'no' }
>
