/** Where a login leads: a page of ours, whatever the address says. */
export const nextAddress = (wanted: unknown): string =>
  typeof wanted === 'string' && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(wanted) ? wanted : '/'
