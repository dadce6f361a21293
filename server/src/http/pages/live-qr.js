// Runs in the browser: shows the code of the session and the next one when WhatsApp changes it, and leads through the linking
// of a number with a passkey. The credential is the link token in the address, or comes after its #, which browsers keep to
// themselves, or is asked for.

import { preparePairing } from './pairing.js'
import { broughtAnswer, handOver } from './passkey-answer.js'
import { createPasskeySteps } from './passkey-steps.js'
import { copyFrom, find, show } from './show.js'
import { language, sentenceOf, text } from './texts.js'

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const look_again_ms = 2_000
const trouble_ms = 5_000
const wait_s = 25

const passkey_says = { sign: 'says_sign', compare: 'says_compare', finish: 'says_finish' }

const { session, state, origins } = document.documentElement.dataset
const brought = broughtAnswer()
const link_token = /^\/session\/link\/([^/]+)/.exec(location.pathname)?.[1]
let token = link_token ?? new URLSearchParams(location.hash.slice(1)).get('token')
/** The code that is shown: only another one is waited for. */
let shown = ''
/** Why the linking before failed is asked for once for each first code. */
let reason_known = false
const fetched_anew = performance.getEntriesByType('navigation')[0]?.type === 'reload'
/** Whether this page has shown a code. */
let begun = false

/** What is said again would be read out again. */
const say = (name, section = null, sentence = text(name)) => {
  if (find('says').textContent !== sentence) find('says').textContent = sentence
  show(section)
}

/** One call about the session in the address. Resolves to its status, its body and how the clock here differs. */
const call = async (method, path, body) => {
  const answer = await fetch(`/session/${session}${path}`, {
    method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' })
    },
    ...(body && { body: JSON.stringify(body) }),
    cache: 'no-store'
  })
  const date = Date.parse(answer.headers.get('date') ?? '')
  return {
    ok: answer.ok,
    status: answer.status,
    body: await answer.json(),
    ahead_ms: Number.isNaN(date) ? 0 : date - Date.now()
  }
}

/** A call that must succeed. */
const ask = async (method, path, body) => {
  const answer = await call(method, path, body)
  if (answer.ok) return answer
  const { detail, title, errors } = answer.body
  const sentence = [detail ?? title, ...(errors ?? []).map((one) => one.message)].join(' ')
  throw Object.assign(new Error(answer.body.code), { sentence })
}

const passkey = createPasskeySteps(ask)
preparePairing(call)

/** Why what was tried before did not work; stays until something is scanned. */
const tellFailure = async () => {
  if (reason_known) return
  const { body } = await ask('GET', '/validate')
  reason_known = true
  const failed = body.status_reason?.startsWith('passkey_')
  const why = language === 'en' ? body.status_text : text('link_failed')
  find('failed').textContent = failed ? why : ''
  find('failed').hidden = !find('failed').textContent
}

/** Until when the code that is shown is good, by the clock of this browser, and how long it was when it came. */
let lasts = { until_ms: 0, whole_ms: 1 }
setInterval(() => {
  const left = (lasts.until_ms - Date.now()) / lasts.whole_ms
  find('lasts').value = Math.max(0, Math.min(100, left * 100))
}, 500)

const showCode = async ({ image, code_id, expires_at }, ahead_ms) => {
  begun = true
  passkey.leave()
  await tellFailure()
  const until_ms = Date.parse(expires_at) - ahead_ms
  if (shown !== code_id) {
    // It takes the place of the last one when it is ready to be drawn, so nothing flickers.
    const next = new Image()
    next.src = image
    await next.decode().catch(() => undefined)
    find('code').src = image
    lasts = { until_ms, whole_ms: Math.max(1, until_ms - Date.now()) }
  }
  say('scan_this', 'scan')
  shown = code_id
  return 0
}

/** The site that this page is shown in, if it is one that may, is told of the end. */
const tellSite = () => {
  if (parent === window) return
  for (const origin of origins.split(' ').filter(Boolean))
    parent.postMessage({ type: 'whatsapp-linked', session_id: session }, origin)
}

const goOnWithPasskey = async () => {
  begun = true
  reason_known = false
  find('failed').hidden = true
  const { body } = await ask('GET', '/validate')
  if (body.passkey) {
    const section = await passkey.enter(body.passkey)
    find('own-tab').hidden = parent === window
    find('own-tab-link').href = location.href
    say(passkey_says[section], section)
  }
  return look_again_ms
}

/** What is shown for a problem; resolves to how long to wait before asking again, null: there is no more to ask. */
const answerProblem = async (status, { code, detail, title }) => {
  shown = ''
  if (code === 'passkey_required') return goOnWithPasskey()
  passkey.leave()
  find('failed').hidden = true
  if (code === 'qr_not_ready') {
    say('waiting')
    return 0
  }
  // A link ends with the linking that this page has seen begin.
  if (code === 'session_connected' || (code === 'link_token_used' && begun)) {
    say('linked', 'done')
    tellSite()
    return null
  }
  // The page of a link that has ended says why; one that has just been fetched anew has nothing to add.
  if (link_token && !fetched_anew && [401, 403, 404].includes(status)) {
    location.reload()
    return null
  }
  const sentence = language === 'en' ? (detail ?? title) : undefined
  if (code === 'session_not_started') {
    say('not_started', 'idle', sentence)
    return trouble_ms
  }
  say('trouble', status === 401 ? 'ask' : null, sentence)
  return [401, 403, 404].includes(status) ? null : trouble_ms
}

const follow = async () => {
  for (;;) {
    const wait_ms = await call('GET', `/qr?wait=${wait_s}${shown && `&shown=${shown}`}`)
      .then(({ ok, status, body, ahead_ms }) =>
        ok ? showCode(body, ahead_ms) : answerProblem(status, body)
      )
      .catch(() => {
        say('unreachable')
        return trouble_ms
      })
    if (wait_ms === null) return
    await pause(wait_ms)
  }
}

/** So long the first thing on a stream may take: whatever stands between holds back what does not end, and the page asks by itself. */
const first_word_ms = 8_000

/** Is told by the stream of the link what is new. Resolves to whether there is more to ask by other means. */
const listen = () =>
  new Promise((resolve) => {
    const source = new EventSource(`/session/link/${link_token}/stream`)
    let heard = false
    let failed = 0
    let again
    let line = Promise.resolve()
    const leave = (goes_on) => {
      clearTimeout(again)
      source.close()
      resolve(goes_on)
    }
    setTimeout(() => heard || leave(true), first_word_ms)
    const take = (show_it, repeats) => {
      heard = true
      failed = 0
      clearTimeout(again)
      line = line.then(async () => {
        const wait_ms = await show_it().catch(() => trouble_ms)
        if (wait_ms === null) leave(false)
        else if (repeats) again = setTimeout(() => take(show_it, repeats), wait_ms)
      })
    }
    source.addEventListener('code', ({ data }) => {
      const code = JSON.parse(data)
      take(() => showCode(code, Date.parse(code.now) - Date.now()), false)
    })
    source.addEventListener('problem', ({ data }) => {
      const problem = JSON.parse(data)
      // The steps of a passkey are looked up one after the other.
      take(() => answerProblem(problem.status, problem), problem.code === 'passkey_required')
    })
    source.addEventListener('error', () => {
      // Refused: the call that asks says why. Cut off: the browser connects anew, and a stream that was old is not worth a word.
      if (source.readyState === EventSource.CLOSED) leave(true)
      else if (++failed > 1) say('unreachable')
    })
  })

/** This tab was opened to bring a signature: whoever asked for it sits in another. */
const bring = async (answer) => {
  say('handing_over')
  if (await handOver(answer)) {
    say('handed_over')
    window.close()
    return
  }
  if (!answer.assertion) {
    say('nothing_signed')
    return
  }
  say('not_handed_in', 'answer')
  find('answer-text').value = JSON.stringify(answer.assertion)
  find('answer-copy').addEventListener('click', async () => {
    find('answer-copy').textContent = await copyFrom(find('answer-text'))
  })
}

find('ask').addEventListener('submit', (event) => {
  event.preventDefault()
  token = find('token').value.trim()
  follow()
})

find('begin').addEventListener('click', async () => {
  find('begin').disabled = true
  await ask('POST', '/restart').catch((error) => say('', 'idle', sentenceOf(error)))
  find('begin').disabled = false
})

find('language').addEventListener('change', () => {
  const address = new URL(location.href)
  address.searchParams.set('lang', find('language').value)
  location.assign(address)
})

if (brought) bring(brought)
else if (state !== 'open') {
  find('says').hidden = find('welcome').hidden = true
  show('ended')
} else if (link_token) listen().then((goes_on) => goes_on && follow())
else if (token) follow()
else say('who', 'ask')
