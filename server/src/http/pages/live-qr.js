// Runs in the browser: shows the code of the session in the address, and the next one when WhatsApp changes it.
// The credential comes after the # of the address, which browsers keep to themselves, or is asked for.
const find = (id) => document.getElementById(id)
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const look_again_ms = 2_000
const trouble_ms = 5_000

let token = new URLSearchParams(location.hash.slice(1)).get('token')

const say = (text, image) => {
  find('says').textContent = text
  find('code').hidden = !image
  if (image) find('code').src = image
}

/** Asks for the code once. Answers how long to wait before asking again; null: there is no more to ask. */
const look = async () => {
  const answer = await fetch(`${location.pathname.replace(/\/$/, '')}/qr?wait=25`, {
    headers: { accept: 'application/json', authorization: `Bearer ${token}` },
    cache: 'no-store'
  })
  const body = await answer.json()
  if (answer.ok) {
    say('Scan this code.', body.image)
    return look_again_ms
  }
  if (body.code === 'qr_not_ready') {
    say('Waiting for a code…')
    return 0
  }
  if (body.code === 'session_connected') {
    say('The number is linked. You may close this page.')
    return null
  }
  say(body.detail ?? body.title)
  if (answer.status === 401) {
    find('ask').hidden = false
    return null
  }
  return answer.status === 403 || answer.status === 404 ? null : trouble_ms
}

const follow = async () => {
  for (;;) {
    const wait_ms = await look().catch(() => {
      say('The service cannot be reached. Trying again…')
      return trouble_ms
    })
    if (wait_ms === null) return
    await pause(wait_ms)
  }
}

find('ask').addEventListener('submit', (event) => {
  event.preventDefault()
  token = find('token').value.trim()
  find('ask').hidden = true
  follow()
})

if (token) follow()
else {
  say('Who are you?')
  find('ask').hidden = false
}
