// Runs in the browser: shows the code of the session in the address and the next one when WhatsApp changes it, and leads
// through the linking of a number with a passkey. The credential comes after the # of the address, which browsers keep to
// themselves, or is asked for.
import { broughtAnswer, handOver } from './passkey-answer.js'
import { createPasskeySteps } from './passkey-steps.js'
import { copyFrom, find, show } from './show.js'

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const look_again_ms = 2_000
const trouble_ms = 5_000
const wait_s = 25

const passkey_says = {
  sign: 'Scanned. One more step is needed.',
  compare: 'Signed. One last look is needed.',
  finish: 'Signed. The rest goes by itself.'
}

const brought = broughtAnswer()
let token = new URLSearchParams(location.hash.slice(1)).get('token')
/** The code that is shown: only another one is waited for. */
let shown = ''
/** Why the linking before failed is asked for once for each first code. */
let reason_known = false
/** Whether this page has shown a code. */
let begun = false

/** What is said again would be read out again. */
const say = (text, section = null) => {
  if (find('says').textContent !== text) find('says').textContent = text
  show(section)
}

/** One call about the session in the address. Resolves to its status, its body and how the clock here differs. */
const call = async (method, path, body) => {
  const answer = await fetch(`${location.pathname.replace(/\/$/, '')}${path}`, {
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

/** A call that failed becomes a sentence. */
const ask = async (method, path, body) => {
  const answer = await call(method, path, body)
  if (answer.ok) return answer
  const { detail, title, errors } = answer.body
  throw new Error([detail ?? title, ...(errors ?? []).map((one) => one.message)].join(' '))
}

const passkey = createPasskeySteps(ask)

/** Why what was tried before did not work; stays until something is scanned. */
const tellFailure = async () => {
  if (reason_known) return
  const { body } = await ask('GET', '/validate')
  reason_known = true
  find('failed').textContent = body.status_reason?.startsWith('passkey_') ? body.status_text : ''
  find('failed').hidden = !find('failed').textContent
}

const showCode = async ({ image, code_id }) => {
  begun = true
  passkey.leave()
  await tellFailure()
  if (find('code').src !== image) find('code').src = image
  say('Scan this code.', 'scan')
  shown = code_id
  return 0
}

const goOnWithPasskey = async () => {
  begun = true
  reason_known = false
  find('failed').hidden = true
  const { body } = await ask('GET', '/validate')
  if (body.passkey) {
    const section = await passkey.enter(body.passkey)
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
    say('Waiting for a code…')
    return 0
  }
  // A link ends with the linking that this page has seen begin.
  if (code === 'session_connected' || (code === 'link_token_used' && begun)) {
    say('The number is linked. You may close this page.')
    return null
  }
  say(detail ?? title, status === 401 ? 'ask' : null)
  return [401, 403, 404].includes(status) ? null : trouble_ms
}

const follow = async () => {
  for (;;) {
    const wait_ms = await call('GET', `/qr?wait=${wait_s}${shown && `&shown=${shown}`}`)
      .then(({ ok, status, body }) => (ok ? showCode(body) : answerProblem(status, body)))
      .catch(() => {
        say('The service cannot be reached. Trying again…')
        return trouble_ms
      })
    if (wait_ms === null) return
    await pause(wait_ms)
  }
}

/** This tab was opened to bring a signature: whoever asked for it sits in another. */
const bring = async (answer) => {
  say('Handing over…')
  if (await handOver(answer)) {
    say('Done. Go on in the tab in which you began; this one may be closed.')
    window.close()
    return
  }
  if (!answer.assertion) {
    say('Nothing was signed. Go back to the page in which you began.')
    return
  }
  say('The signature is there, but not yet handed in.', 'answer')
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

if (brought) bring(brought)
else if (token) follow()
else say('Who are you?', 'ask')
