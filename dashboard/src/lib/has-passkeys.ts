const is_address = /^[\d.]+$|:/.test(location.hostname)

/** Browsers have passkeys on pages that have a name, and come over TLS or from this machine. */
export const has_passkeys = 'PublicKeyCredential' in globalThis && !is_address
