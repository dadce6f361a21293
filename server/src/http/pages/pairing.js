// The other way to link: a code of eight characters that is typed into the phone. Who has the page open on the phone itself
// cannot scan it, and begins with this one.
import { complain, copyFrom, find } from './show.js'
import { language, text } from './texts.js'

const says_of = {
  validation_failed: 'number_wrong',
  pairing_code_refused: 'code_refused',
  pairing_code_limited: 'code_limited',
  rate_limited: 'code_limited'
}

const choose = (name, value) => {
  const input = document.querySelector(`input[name=${name}][value=${value}]`)
  input.checked = true
  for (const one of document.querySelectorAll(`[data-${name}]`))
    one.hidden = one.dataset[name] !== value
  if (name !== 'way') return
  find('by-qr').hidden = value !== 'qr'
  find('by-code').hidden = value !== 'code'
}

const isPhone = () => /android|iphone/i.test(navigator.userAgent)

/** `call` calls the service. Prepares the choice of ways and phones, and the form for a code. */
export const preparePairing = (call) => {
  for (const name of ['way', 'kind'])
    for (const input of document.querySelectorAll(`input[name=${name}]`))
      input.addEventListener('change', () => choose(name, input.value))
  choose('kind', /iphone|ipad|macintosh/i.test(navigator.userAgent) ? 'iphone' : 'android')
  choose('way', isPhone() ? 'code' : 'qr')
  find('pairing-copy').addEventListener('click', async () => {
    find('pairing-copy').textContent = await copyFrom(find('pairing-code'))
  })
  find('by-code').addEventListener('submit', async (event) => {
    event.preventDefault()
    complain('pairing-wrong', null)
    find('get-code').disabled = true
    try {
      const { ok, body } = await call('POST', '/pairing-code', {
        phone_number: find('phone').value
      })
      if (ok) showCode(body)
      else complain('pairing-wrong', text(says_of[body.code] ?? 'code_trouble'))
    } catch {
      complain('pairing-wrong', text('unreachable'))
    } finally {
      find('get-code').disabled = false
    }
  })
}

const showCode = ({ formatted_code, expires_at }) => {
  find('pairing').hidden = false
  find('pairing-code').textContent = formatted_code
  find('pairing-copy').textContent = text('copy')
  const time = new Date(expires_at).toLocaleTimeString(`${language}-u-nu-latn`, {
    hour: 'numeric',
    minute: '2-digit'
  })
  find('pairing-ends').textContent = text('code_ends', { time })
}
