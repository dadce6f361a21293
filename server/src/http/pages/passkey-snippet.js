// What is pasted into the console of a web.whatsapp.com tab where there is no extension.

/** Runs there, so it must not use anything from around it. It asks, signs, and shows the signature; it sends nothing. */
const run = async ({ options, answer_to, nonce }) => {
  if (location.origin !== 'https://web.whatsapp.com') {
    alert('This belongs into the console of a tab of https://web.whatsapp.com.')
    return
  }
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0))
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=/g, '')
  const make = (name, content, style = '') => {
    const made = document.createElement(name)
    made.textContent = content
    made.style.cssText = `all: revert; font: 16px/1.5 system-ui; ${style}`
    return made
  }
  const button_style =
    'display: inline-block; padding: 10px 16px; margin: 8px 8px 0 0; cursor: pointer'
  const box = make(
    'dialog',
    '',
    'max-width: 30rem; padding: 24px; border-radius: 12px; letter-spacing: normal; text-transform: none'
  )
  const says = make('p', `${new URL(answer_to).origin} asks to be linked to your WhatsApp account.`)
  const sign = make('button', 'Sign with the passkey', button_style)
  const close = make('button', 'Close', button_style)
  box.append(says, sign, close)
  document.documentElement.append(box)
  box.showModal()
  close.onclick = () => box.remove()
  sign.onclick = async () => {
    sign.disabled = true
    try {
      const { rawId, response } = await navigator.credentials.get({
        publicKey: {
          ...options,
          challenge: bytes(options.challenge),
          allowCredentials: (options.allowCredentials ?? []).map((one) => ({
            ...one,
            id: bytes(one.id)
          }))
        }
      })
      const id = text(rawId)
      const assertion = {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: text(response.clientDataJSON),
          authenticatorData: text(response.authenticatorData),
          signature: text(response.signature),
          userHandle: response.userHandle ? text(response.userHandle) : null
        },
        clientExtensionResults: {}
      }
      const shown = make('textarea', '', 'width: 100%; height: 6rem')
      shown.value = JSON.stringify(assertion)
      shown.readOnly = true
      const back = make('button', 'Hand it over', button_style)
      back.onclick = () => {
        location.href = `${answer_to}#passkey-answer=${text(
          new TextEncoder().encode(JSON.stringify({ version: 1, nonce, assertion }))
        )}`
      }
      const copy = make('button', 'Copy', button_style)
      copy.onclick = () => {
        shown.select()
        if (!document.execCommand('copy')) navigator.clipboard.writeText(shown.value)
        copy.textContent = 'Copied'
      }
      says.textContent = 'Signed. Hand it over, or copy it into the field of the page that asked.'
      sign.replaceWith(shown, back, copy)
    } catch (error) {
      sign.disabled = false
      sign.textContent = 'Try again'
      says.textContent = `Not signed: ${error.message}`
    }
  }
}

/** The text. All that is particular in it is the challenge, which is good for one linking, and where it was asked. */
export const snippetOf = (request) => `(${run})(${JSON.stringify(request)})`
