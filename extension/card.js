// The card that asks the person. All text of it is ours; of the request it shows the origin alone.
globalThis.passkeyCard = (() => {
  /** So long nobody can have read it: a click in that time was meant for something else. */
  const settle_ms = 700

  const element = (name, properties = {}, children = []) => {
    const made = Object.assign(document.createElement(name), properties)
    made.append(...children)
    return made
  }

  /** Shows the card. `sign` is called at a click on its button, `left` when the person wants nothing of it. */
  const show = ({ origin, exposed, refused, sign, left }) => {
    const status = element('p', { className: 'gateway-passkey-status' })
    status.setAttribute('role', 'status')
    const signing = element('button', { type: 'button', textContent: 'Sign with the passkey' })
    const leaving = element('button', {
      type: 'button',
      className: 'gateway-passkey-quiet',
      textContent: 'Cancel',
      autofocus: true
    })
    const title = element('h1', {
      id: 'gateway-passkey-title',
      textContent: refused ? 'This cannot be signed' : 'Link your WhatsApp account?'
    })
    const card = element('dialog', { id: 'gateway-passkey-card' }, [
      title,
      ...(origin
        ? [
            element('p', {}, [
              element('strong', { className: 'gateway-passkey-origin', textContent: origin }),
              refused
                ? ' asks for your WhatsApp passkey.'
                : ' asks to be linked to your WhatsApp account.'
            ])
          ]
        : []),
      ...(refused
        ? [element('p', { textContent: refused })]
        : [
            element('p', {
              textContent:
                'Whoever runs it will be able to read your messages and send in your name. Go on only if you began this there yourself, a moment ago.'
            }),
            ...(exposed
              ? [
                  element('p', {
                    className: 'gateway-passkey-warning',
                    textContent:
                      'This address is not encrypted (http): somebody else on the network could stand in its place.'
                  })
                ]
              : []),
            element('p', {
              className: 'gateway-passkey-note',
              textContent: 'The code behind this card is not needed: do not scan it.'
            })
          ]),
      status,
      element('div', { className: 'gateway-passkey-buttons' }, [
        ...(refused ? [] : [signing]),
        leaving
      ])
    ])
    card.setAttribute('aria-labelledby', title.id)

    // To be looked at first: not clicked by accident, nor by a script.
    let busy = false
    let timer
    const settle = () => {
      signing.disabled = true
      clearTimeout(timer)
      timer = setTimeout(() => {
        const seen = document.visibilityState === 'visible' && document.hasFocus()
        if (seen && !busy) signing.disabled = false
        else settle()
      }, settle_ms)
    }
    window.addEventListener('focus', settle)
    signing.addEventListener('click', (event) => {
      if (event.isTrusted) sign()
    })
    leaving.addEventListener('click', (event) => {
      if (event.isTrusted) left()
    })
    card.addEventListener('cancel', (event) => {
      event.preventDefault()
      left()
    })
    // WhatsApp's own keys stay out of it.
    for (const type of ['keydown', 'keypress', 'keyup'])
      card.addEventListener(type, (event) => event.stopPropagation())

    document.documentElement.append(card)
    card.showModal()
    if (!refused) settle()

    return {
      wait: (text) => {
        status.textContent = text
        busy = true
        signing.disabled = true
      },
      retry: (text) => {
        status.textContent = text
        busy = false
        signing.textContent = 'Try again'
        settle()
      },
      close: () => {
        clearTimeout(timer)
        window.removeEventListener('focus', settle)
        card.remove()
      }
    }
  }

  return { show }
})()
