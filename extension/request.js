// What a linking page asks for, read out of the address of the tab that it opened, and the address that takes the
// answer back. Nothing of it is believed: whoever can open a tab can write it.
globalThis.passkeyRequest = (() => {
  const asked = '#gateway-passkey='
  const answered = '#passkey-answer='
  const rp_ids = ['whatsapp.com', 'web.whatsapp.com']
  const length_max = 16_000
  const loopback = ['localhost', '127.0.0.1', '[::1]']
  const base64url = /^[\w-]+$/

  const decode = (text) => {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(binary, (character) => character.charCodeAt(0))
    )
  }

  const encode = (value) => {
    const bytes = new TextEncoder().encode(JSON.stringify(value))
    const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
    return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  }

  const isBytes = (value, least, most) =>
    typeof value === 'string' &&
    base64url.test(value) &&
    value.length >= least &&
    value.length <= most

  /** The address that gets the answer; throws when it is none that a page can have. */
  const readAddress = (text) => {
    const url = new URL(text)
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Error()
    url.hash = ''
    url.username = ''
    url.password = ''
    return url
  }

  const readCredential = (one) => {
    if (one?.type !== 'public-key' || !isBytes(one.id, 1, 1400))
      throw new Error('It names a passkey in a form that is not known.')
    const transports = Array.isArray(one.transports)
      ? one.transports.filter((name) => typeof name === 'string').slice(0, 8)
      : undefined
    return { type: 'public-key', id: one.id, ...(transports && { transports }) }
  }

  /**
   * What is given to the authenticator: the members that WhatsApp uses, and no others. Above all no extension that would
   * make the passkey yield something secret (prf, largeBlob) to whoever asks.
   */
  const readOptions = (options) => {
    if (typeof options !== 'object' || options === null)
      throw new Error('It does not say what to sign.')
    if (!rp_ids.includes(options.rpId))
      throw new Error('It asks for a passkey of something else than WhatsApp.')
    if (!isBytes(options.challenge, 22, 1400))
      throw new Error('Its challenge is missing or malformed.')
    const allowed = options.allowCredentials ?? []
    if (!Array.isArray(allowed) || allowed.length > 64)
      throw new Error('Its list of passkeys is malformed.')
    const timeout = Number(options.timeout)
    return {
      challenge: options.challenge,
      rpId: options.rpId,
      timeout: timeout > 0 && timeout <= 600_000 ? timeout : 600_000,
      allowCredentials: allowed.map(readCredential),
      userVerification: options.userVerification === 'preferred' ? 'preferred' : 'required',
      ...(options.extensions?.uvm === true && { extensions: { uvm: true } })
    }
  }

  /**
   * The request in this part of an address; null when there is none. One that may not be signed has `refused`, a sentence
   * that says why, and no `options`; `address` is there as soon as it is known who asks.
   */
  const read = (hash) => {
    if (!hash.startsWith(asked)) return null
    let address
    let nonce
    try {
      const text = hash.slice(asked.length)
      if (text.length > length_max) throw new Error('It is too long.')
      let given
      try {
        given = JSON.parse(decode(text))
        address = readAddress(given.answer_to)
      } catch {
        throw new Error('It cannot be read.')
      }
      if (!isBytes(given.nonce, 16, 64)) throw new Error('It has no number of its own.')
      nonce = given.nonce
      if (given.version !== 1)
        throw new Error('It is of another version than this extension: update the extension.')
      const expires_at = Number(given.expires_at)
      if (!(expires_at > Date.now()))
        throw new Error('It is too old. Go back and ask again with a fresh one.')
      return { address, nonce, expires_at, options: readOptions(given.options) }
    } catch (error) {
      return { address, nonce, refused: error.message }
    }
  }

  /** Where the tab goes with the answer: the origin that was shown on the card, and nowhere else. */
  const answerAddress = ({ address, nonce }, answer) =>
    `${address.href}${answered}${encode({ version: 1, nonce, ...answer })}`

  /** Whether others on the network could stand in the place of who asks. */
  const isExposed = (address) =>
    address.protocol === 'http:' && !loopback.includes(address.hostname)

  return { read, answerAddress, isExposed }
})()
