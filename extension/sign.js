// Runs in the page's own world, because password managers put their passkeys there. Signs what ask.js gives it, which
// has checked it and asked the person.
;(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0)
    )

  const text = (buffer) =>
    btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(''))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '')

  /** In the form of PublicKeyCredential.toJSON(), which what password managers give does not always have. */
  const sign = async (options) => {
    const { rawId, response } = await navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        allowCredentials: options.allowCredentials.map((one) => ({ ...one, id: bytes(one.id) }))
      }
    })
    return {
      id: text(rawId),
      rawId: text(rawId),
      type: 'public-key',
      response: {
        clientDataJSON: text(response.clientDataJSON),
        authenticatorData: text(response.authenticatorData),
        signature: text(response.signature),
        userHandle: response.userHandle ? text(response.userHandle) : null
      },
      clientExtensionResults: {}
    }
  }

  document.addEventListener('gateway-passkey-sign', async ({ detail }) => {
    const answer = await sign(JSON.parse(detail)).then(
      (assertion) => ({ assertion }),
      (error) => ({ failed: { name: String(error?.name), message: String(error?.message) } })
    )
    document.dispatchEvent(
      new CustomEvent('gateway-passkey-signed', { detail: JSON.stringify(answer) })
    )
  })
})()
