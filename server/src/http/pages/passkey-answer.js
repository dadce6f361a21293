// The way of a signature: out to a tab of web.whatsapp.com in the address, back into a tab of this page in the address,
// and from there to the tab that asked. It needs no access between the tabs, which both sites forbid.
import { Mistake } from './texts.js'

const asked = '#gateway-passkey='
const answered = '#passkey-answer='
const whatsapp = 'https://web.whatsapp.com'
const taken_within_ms = 2_000

const encode = (value) => {
  const bytes = new TextEncoder().encode(JSON.stringify(value))
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

const decode = (text) => {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return JSON.parse(
    new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)))
  )
}

/** The address of the session's page without anything that belongs to whoever looks at it: a link token stays out of it. */
export const ownAddress = () =>
  `${location.origin}/session/${document.documentElement.dataset.session}`

/** The address at which the extension asks the owner to sign. */
export const requestAddress = ({ options, nonce, left_ms }) =>
  `${whatsapp}/${asked}${encode({
    version: 1,
    options,
    nonce,
    answer_to: ownAddress(),
    expires_at: Date.now() + left_ms
  })}`

/** What tells an answer to this page from others. */
export const newNonce = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0')
  ).join('')

const channel = () => new BroadcastChannel('passkey-answer')

/** Calls `take` with each answer that came back into another tab and is to one of these nonces. */
export const awaitAnswers = (nonces, take) => {
  const between = channel()
  between.addEventListener('message', ({ data }) => {
    if (data?.to !== 'asker' || !nonces.has(data.answer?.nonce)) return
    between.postMessage({ to: 'bringer', nonce: data.answer.nonce })
    take(data.answer)
  })
}

/** The answer with which this tab was opened; null when it was not. It is taken out of the address. */
export const broughtAnswer = () => {
  if (!location.hash.startsWith(answered)) return null
  const text = location.hash.slice(answered.length)
  history.replaceState(null, '', ownAddress())
  try {
    return decode(text)
  } catch {
    // Cut on the way: the tab that asked goes on waiting, and can ask again.
    return {}
  }
}

/** Gives the answer to the tab that asked; answers whether there is one. */
export const handOver = (answer) =>
  new Promise((resolve) => {
    const between = channel()
    const end = (taken) => {
      clearTimeout(timer)
      between.close()
      resolve(taken)
    }
    const timer = setTimeout(() => end(false), taken_within_ms)
    between.addEventListener('message', ({ data }) => {
      if (data?.to === 'bringer' && data.nonce === answer.nonce) end(true)
    })
    between.postMessage({ to: 'asker', answer })
  })

const members = ['clientDataJSON', 'authenticatorData', 'signature']
const base64url = /^[\w-]+$/

/** The signature in a text that somebody pasted; throws a Mistake that says what is wrong with it. */
export const readSignature = (text, options) => {
  let given
  try {
    given = JSON.parse(text.trim())
  } catch {
    throw new Mistake('signature_unreadable')
  }
  return checkSignature(given?.assertion ?? given, options)
}

/** The same signature, when it is one, and of what is asked for now; otherwise throws a Mistake that says what is wrong. */
export const checkSignature = (given, options) => {
  if (typeof given?.id !== 'string' || !members.every((name) => isText(given.response?.[name])))
    throw new Mistake('signature_incomplete')
  let client
  try {
    client = decode(given.response.clientDataJSON)
  } catch {
    throw new Mistake('signature_damaged')
  }
  if (client?.challenge !== options.challenge) throw new Mistake('signature_earlier')
  if (client.origin !== whatsapp)
    throw new Mistake('signature_elsewhere', { origin: client.origin })
  return given
}

const isText = (value) => typeof value === 'string' && base64url.test(value)
