import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { scanCodes, spawnSimulator } from '@whatsapp-saas/simulator/client'
import QRCode from 'qrcode'
import { startGateway } from './product.ts'
import { showAnswer, showCurl, showDone, showNote, showStep, showVariable } from './show.ts'
import { startWebhookServer } from './webhook.ts'

type Body = Record<string, unknown>

/** Calls the API, showing the call and its answer. */
const call = async (
  method: string,
  url: string,
  options: { credential?: string; variable?: 'TOKEN'; body?: object; quiet?: boolean } = {}
): Promise<Body> => {
  if (!options.quiet)
    showCurl(method, url, {
      ...(options.credential && { variable: options.variable ?? 'KEY' }),
      body: options.body
    })
  const response = await fetch(url, {
    method,
    headers: {
      ...(options.credential && { authorization: `Bearer ${options.credential}` }),
      ...(options.body && { 'content-type': 'application/json' })
    },
    ...(options.body && { body: JSON.stringify(options.body) })
  })
  const body = (await response.json()) as Body
  if (!options.quiet) showAnswer(response.status, body)
  if (response.status >= 400 && !options.quiet)
    throw new Error(`${method} ${url} was refused: ${JSON.stringify(body)}`)
  return { ...body, http_status: response.status }
}

const drawQr = (text: string): Promise<string> =>
  QRCode.toString(text, { type: 'terminal', small: true, errorCorrectionLevel: 'L' })

const waitFor = async (what: string, look: () => Promise<Body | undefined>): Promise<Body> => {
  for (let tries = 0; tries < 400; tries++) {
    const found = await look()
    if (found) return found
    await pause(50)
  }
  throw new Error(`gave up waiting for ${what}`)
}

const story = async (
  url: string,
  simulator: Awaited<ReturnType<typeof spawnSimulator>>['client'],
  webhook: Awaited<ReturnType<typeof startWebhookServer>>
) => {
  const account = { email: 'ada@example.com', password: 'correct horse battery staple' }
  showStep('A customer registers, and makes an API key for her program')
  const { access_token: token } = (await call('POST', `${url}/api/v1/auth/register`, {
    body: { ...account, name: 'Ada Lovelace' }
  })) as { access_token: string }
  showVariable('TOKEN', token)
  const { key: credential } = (await call('POST', `${url}/api/v1/api-keys`, {
    credential: token,
    variable: 'TOKEN',
    body: {
      name: 'support desk',
      scopes: [
        'sessions:read',
        'sessions:write',
        'messages:read',
        'messages:write',
        'webhooks:write'
      ]
    }
  })) as { key: string }
  showVariable('KEY', credential)

  showStep('The program creates a session and starts it on a worker')
  const session = await call('POST', `${url}/api/v1/sessions`, {
    credential,
    body: { session_name: 'support', webhook_url: webhook.url }
  })
  webhook.trust(String(session['webhook_secret']))
  await call('POST', `${url}/api/v1/instances`, { credential, body: { session_id: session['id'] } })

  showStep('Her phone scans the QR code, and the new one that WhatsApp asks for after the scan')
  const phone = await simulator.createPhone({ name: 'Ada' })
  const qr_url = `${url}/api/v1/sessions/${session['id']}/qr`
  let codes = 0
  await scanCodes(simulator, phone.number, async (before) => {
    const code = await waitFor('a QR code', async () => {
      const answer = await call('GET', qr_url, { credential, quiet: true })
      return answer['http_status'] === 200 && answer['qr'] !== before ? answer : undefined
    })
    if (++codes === 1) showCurl('GET', qr_url, { variable: 'KEY' })
    else showNote('WhatsApp asks for a new code after the scan; it is shown at once:')
    console.log(await drawQr(String(code['qr'])))
    return String(code['qr'])
  })
  showDone(`linked with the ${codes === 1 ? 'first' : `${codes}nd`} code`)
  const linked = await waitFor('the connection', async () => {
    const answer = await call('GET', `${url}/api/v1/sessions/${session['id']}/status`, {
      credential,
      quiet: true
    })
    return answer['status'] === 'connected' ? answer : undefined
  })
  showCurl('GET', `${url}/api/v1/sessions/${session['id']}/status`, { variable: 'KEY' })
  showAnswer(200, linked)

  const { parts } = (await call('GET', `${url}/health`, { quiet: true })) as {
    parts: { whatsapp: { client: { version: string } | null } }
  }
  showDone(`WhatsApp has accepted ${parts.whatsapp.client?.version}, found on its website`)

  showStep('A message goes out and is decrypted on the phone of the recipient')
  const friend = await simulator.createPhone({ name: 'Grace' })
  const message = await call('POST', `${url}/api/v1/messages`, {
    credential,
    body: {
      session_id: session['id'],
      to: `+${friend.number}`,
      type: 'text',
      text: { body: 'Hello Grace, this is Ada.' }
    }
  })
  const shown = await simulator.waitReceived(friend.number, { id: String(message['whatsapp_id']) })
  showDone(`Grace's phone shows: “${shown.messages[0]?.text}”`)
  await simulator.read(friend.number, { chat: phone.number })
  const read = await waitFor('the read receipt', async () => {
    const answer = await call('GET', `${url}/api/v1/messages/${message['id']}`, {
      credential,
      quiet: true
    })
    return answer['status'] === 'read' ? answer : undefined
  })
  showDone(
    `queued ${read['queued_at']} → sent ${read['sent_at']} → delivered ${read['delivered_at']} → read ${read['read_at']}`
  )

  showStep('Grace answers; it arrives in the API and as a signed webhook')
  await simulator.say(friend.number, { to: phone.number, text: 'Hello Ada, I read you.' })
  const event = await webhook.wait('message.received')
  showNote("POST /whatsapp on the customer's server, signature verified:")
  showAnswer(200, event)
  const list = await call(
    'GET',
    `${url}/api/v1/messages?session_id=${session['id']}&direction=inbound`,
    { credential }
  )
  const [inbound] = list['data'] as { text: { body: string } }[]
  if (inbound?.text.body !== 'Hello Ada, I read you.')
    throw new Error('the answer is not in the API')
  await webhook.wait('message.read')
  return { credential, phone, friend }
}

const main = async (): Promise<void> => {
  const keep = process.argv.includes('--keep')
  const began = performance.now()
  const data_dir = await mkdtemp(join(tmpdir(), 'gateway-demo-'))
  console.log('Starting a simulated WhatsApp, as it is since the autumn of 2026, and the product …')
  const simulator = await spawnSimulator({ autumn: true })
  const webhook = await startWebhookServer()
  let gateway: Awaited<ReturnType<typeof startGateway>> | undefined
  try {
    gateway = await startGateway(simulator.info, data_dir)
    showDone(`healthy after ${((performance.now() - began) / 1000).toFixed(1)} s at ${gateway.url}`)
    const { credential, phone, friend } = await story(gateway.url, simulator.client, webhook)
    showStep('Summary')
    showDone('registered, linked by QR, sent, delivered, read, answered')
    showDone(`${webhook.count()} webhooks, every signature verified`)
    showDone(`the whole story took ${((performance.now() - began) / 1000).toFixed(1)} s`)
    if (keep) {
      console.log(`\nStill running:  API ${gateway.url}  ·  documentation ${gateway.url}/api-docs`)
      console.log(`Dashboard ${gateway.url}  ·  simulated phone ${simulator.info.control_url}`)
      console.log(`The API key of the curl lines above:  KEY='${credential}'`)
      console.log(
        `Simulator: ${simulator.info.control_url} (phones ${phone.number} and ${friend.number}); let Grace write:`
      )
      console.log(
        `  curl -X POST '${simulator.info.control_url}/say' -H 'Content-Type: application/json' -d '{"number":"${friend.number}","to":"${phone.number}","text":"hi"}'`
      )
      console.log('Ctrl-C stops everything.')
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
    }
  } finally {
    await gateway?.stop()
    webhook.close()
    await simulator.stop()
    await rm(data_dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

await main().catch((error: Error) => {
  console.error(`\nThe demo failed: ${error.message}`)
  process.exitCode = 1
})
