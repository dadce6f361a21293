// Runs in tabs of web.whatsapp.com, apart from the page. Does nothing unless a linking page has opened the tab with a
// request; then it asks the person, lets sign.js sign and takes the answer back to where the card said.
;(() => {
  const { read, answerAddress, isExposed } = globalThis.passkeyRequest
  const request = window.top === window ? read(location.hash) : null
  if (!request) return
  // A reload must not ask again, and WhatsApp's own page has no use for it.
  history.replaceState(null, '', location.pathname + location.search)

  const goBack = (answer) => location.replace(answerAddress(request, answer))

  const whyNot = ({ name, message }) =>
    name === 'NotAllowedError'
      ? 'Not signed. It was declined, took too long, or the passkey is not on this computer. If it is on the phone, choose the phone when the browser asks where the passkey is, with Bluetooth on.'
      : `Not signed: ${message || name}`

  const ask = () => {
    const card = globalThis.passkeyCard.show({
      origin: request.address?.origin,
      exposed: Boolean(request.address && isExposed(request.address)),
      refused: request.refused,
      sign: () => {
        if (request.expires_at <= Date.now())
          return card.retry('This took too long. Cancel, and ask again with a fresh request.')
        card.wait('Waiting for the passkey…')
        document.dispatchEvent(
          new CustomEvent('gateway-passkey-sign', { detail: JSON.stringify(request.options) })
        )
      },
      left: () => {
        if (!request.address || !request.nonce) return card.close()
        goBack({ failed: request.refused ? 'unsupported' : 'cancelled' })
      }
    })
    document.addEventListener('gateway-passkey-signed', ({ detail }) => {
      const { assertion, failed } = JSON.parse(detail)
      if (failed) return card.retry(whyNot(failed))
      card.wait(`Signed. Going back to ${request.address.host}…`)
      goBack({ assertion })
    })
  }

  if (document.readyState === 'loading')
    document.addEventListener('DOMContentLoaded', ask, { once: true })
  else ask()
})()
