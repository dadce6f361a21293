// The steps of linking a number that is protected by a passkey: its owner signs, compares codes if that is needed, waits.
import {
  awaitAnswers,
  checkSignature,
  newNonce,
  ownAddress,
  readSignature,
  requestAddress
} from './passkey-answer.js'
import { snippetOf } from './passkey-snippet.js'
import { complain, copyFrom, find } from './show.js'
import { sentenceOf, text } from './texts.js'

/** Set when the extension has answered in this browser, where it need not be installed then. */
const known_key = 'passkey-helper'

const not_signed = { cancelled: 'sign_cancelled', unsupported: 'sign_unsupported' }

/** What runs in the browser may keep nothing: then the extension is explained once more. */
const remember = () => {
  try {
    localStorage.setItem(known_key, 'yes')
    find('install').hidden = true
  } catch {
    find('install').hidden = false
  }
}

const isRemembered = () => {
  try {
    return localStorage.getItem(known_key) !== null
  } catch {
    return false
  }
}

/** `ask` calls the service and throws when it refuses. */
export const createPasskeySteps = (ask) => {
  const nonces = new Set()
  /** What is asked for now; null while nothing is. */
  let wanted = null
  let busy = false

  const showLeft = () => {
    const left_s = Math.max(0, Math.round(((wanted?.ends_at_ms ?? 0) - Date.now()) / 1000))
    find('left').textContent = `${Math.floor(left_s / 60)}:${String(left_s % 60).padStart(2, '0')}`
  }

  const addressNow = () => {
    const { options, nonce, ends_at_ms } = wanted
    return requestAddress({ options, nonce, left_ms: ends_at_ms - Date.now() })
  }

  const begin = async (expires_at) => {
    const { body, ahead_ms } = await ask('GET', '/passkey')
    const nonce = newNonce()
    nonces.add(nonce)
    const ends_at_ms = Date.parse(body.expires_at) - ahead_ms
    wanted = { expires_at, options: body.options, nonce, ends_at_ms }
    complain('wrong', null)
    find('opened').hidden = true
    find('copied').textContent = ''
    find('signature').value = ''
    find('here').textContent = location.origin
    find('install').hidden = isRemembered()
    find('open').href = addressNow()
    find('snippet').textContent = snippetOf({
      options: body.options,
      nonce,
      answer_to: ownAddress()
    })
  }

  const handIn = async (assertion) => {
    complain('wrong', null)
    busy = true
    try {
      await ask('POST', '/passkey', { assertion })
      find('opened').hidden = true
      return true
    } catch (error) {
      complain('wrong', sentenceOf(error))
      return false
    } finally {
      busy = false
    }
  }

  const take = async (answer) => {
    if (!wanted || busy) return
    if (!answer.assertion) {
      find('opened').hidden = true
      complain('wrong', text(not_signed[answer.failed] ?? not_signed.unsupported))
      return
    }
    try {
      const good = checkSignature(answer.assertion, wanted.options)
      if (await handIn(good)) remember()
    } catch (error) {
      complain('wrong', sentenceOf(error))
    }
  }

  const compared = async (path) => {
    complain('compare-wrong', null)
    find('confirm').disabled = find('differ').disabled = true
    await ask('POST', path).catch((error) => complain('compare-wrong', sentenceOf(error)))
    find('confirm').disabled = find('differ').disabled = false
  }

  awaitAnswers(nonces, take)
  setInterval(() => wanted && showLeft(), 1000)
  find('open').addEventListener('click', () => {
    complain('wrong', null)
    find('opened').hidden = false
  })
  find('copy').addEventListener('click', async () => {
    find('copied').textContent = await copyFrom(find('snippet'))
  })
  find('paste').addEventListener('submit', (event) => {
    event.preventDefault()
    if (!wanted || busy) return
    try {
      handIn(readSignature(find('signature').value, wanted.options))
    } catch (error) {
      complain('wrong', sentenceOf(error))
    }
  })
  find('confirm').addEventListener('click', () => compared('/passkey/confirm'))
  find('differ').addEventListener('click', () => compared('/restart'))

  return {
    /** Prepares the step that the linking has come to; resolves to the section that shows it. */
    enter: async ({ step, expires_at }) => {
      if (step === 'sign') {
        if (wanted?.expires_at !== expires_at) await begin(expires_at)
        showLeft()
        return 'sign'
      }
      wanted = null
      const code = await ask('GET', '/passkey/code').then(
        ({ body }) => body.code,
        // The phone has not gone on yet.
        () => null
      )
      if (step === 'compare' && code) {
        find('compare-code').textContent = code
        return 'compare'
      }
      find('finish-code').textContent = code ?? ''
      find('finish-code').hidden = find('finish-shown').hidden = !code
      return 'finish'
    },
    /** The linking is over, or another begins. */
    leave: () => {
      wanted = null
      complain('compare-wrong', null)
    }
  }
}
