// A phone in the browser: it scans codes with the number that is to be linked, and writes to it as a customer. A page that
// has it in a frame hands it the codes, and is told the customer's number.
const arabic = new URLSearchParams(location.search).get('lang') === 'ar'
const says = arabic
  ? {
      title: 'هاتف محاكى',
      yours: 'رقمك',
      customer: 'عميل',
      linked: 'مرتبط',
      write: 'اكتب بصفتك العميل',
      send: 'إرسال',
      paste: 'محتوى رمز QR',
      scan: 'مسح',
      idle: 'لم يُربط الرقم بعد.',
      scanning: 'جارٍ المسح…',
      again: 'في انتظار الرمز الجديد…',
      ready: 'تم الربط. ما ترسله إلى العميل يظهر هنا.',
      lost: 'تعذر الوصول إلى المحاكي.'
    }
  : {
      idle: 'The number is not linked yet.',
      scanning: 'Scanning…',
      again: 'Waiting for the new code…',
      ready: 'Linked. What you send to the customer appears here.',
      lost: 'The simulator cannot be reached.'
    }

const code_changed = 'The code has changed. Scan it again.'
const look_again_ms = 700
const find = (id) => document.getElementById(id)

if (arabic) {
  document.documentElement.lang = 'ar'
  document.documentElement.dir = 'rtl'
  for (const one of document.querySelectorAll('[data-text]'))
    one.textContent = says[one.dataset.text]
  find('text').placeholder = says.write
}

const call = async (name, input = {}) => {
  const answer = await fetch(`/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input)
  })
  const body = await answer.json()
  if (!answer.ok) throw new Error(body.error)
  return body
}

const tell = (text) => {
  if (find('state').textContent !== text) find('state').textContent = text
}

const tellParent = (message) => {
  if (parent !== window) parent.postMessage(message, '*')
}

/** The two phones of this browser, made anew when the simulator has begun anew. */
const phones = async () => {
  const [own, customer] = (sessionStorage.getItem('phones') ?? '').split(' ')
  try {
    await call('phone', { number: own })
    await call('phone', { number: customer })
    return { own, customer }
  } catch {
    const made = await call('create_phone', { name: arabic ? 'رقمي' : 'My number' })
    const other = await call('create_phone', { name: arabic ? 'عميل' : 'A customer' })
    sessionStorage.setItem('phones', `${made.number} ${other.number}`)
    return { own: made.number, customer: other.number }
  }
}

const { own, customer } = await phones()
find('own').textContent = `+${own}`
find('customer').textContent = `+${customer}`

const showLinked = (linked) => {
  if (linked && find('linked').hidden) tellParent({ type: 'sandbox-linked' })
  find('linked').hidden = !linked
  find('scan').hidden = linked
}

let scanning = false
/** The newest code that was shown to the camera. */
let newest = null
let noted = () => undefined

const nextCode = async (before) => {
  while (newest === before)
    await new Promise((resolve) => {
      noted = resolve
    })
  return newest
}

/** Holds the camera in front of the codes until the number is linked: WhatsApp may want the next one after a scan. */
const scan = async (qr) => {
  newest = qr
  noted()
  if (scanning || !find('linked').hidden) return
  scanning = true
  let code = qr
  tell(says.scanning)
  try {
    for (;;) {
      try {
        await call('scan', { number: own, qr: code })
        showLinked(true)
        tell(says.ready)
        return
      } catch (error) {
        if (error.message !== code_changed) throw error
        tell(says.again)
        code = await nextCode(code)
      }
    }
  } catch (error) {
    tell(error.message)
  } finally {
    scanning = false
  }
}

const addLine = (text, mine) => {
  const line = document.createElement('li')
  line.textContent = text
  line.dir = 'auto'
  line.className = mine ? 'mine' : ''
  find('chat').append(line)
  find('chat').scrollTop = find('chat').scrollHeight
}

let seen = 0
const look = async () => {
  const { devices } = await call('phone', { number: own })
  showLinked(devices.length > 0)
  if (!scanning) tell(devices.length > 0 ? says.ready : says.idle)
  const { messages } = await call('received', { number: customer, after: seen })
  for (const message of messages) {
    seen = Math.max(seen, message.seq)
    if (message.from !== customer) addLine(message.text ?? `[${message.kind}]`, false)
  }
  if (messages.length > 0) await call('read', { number: customer, chat: own })
}

const follow = async () => {
  for (;;) {
    await look().catch(() => tell(says.lost))
    await new Promise((resolve) => setTimeout(resolve, look_again_ms))
  }
}

addEventListener('message', ({ source, data }) => {
  if (source === parent && data?.type === 'sandbox-scan') scan(String(data.qr))
})
find('scan').addEventListener('submit', (event) => {
  event.preventDefault()
  scan(find('qr').value.trim())
})
find('write').addEventListener('submit', async (event) => {
  event.preventDefault()
  const text = find('text').value
  find('text').value = ''
  try {
    await call('say', { number: customer, to: own, text })
    addLine(text, true)
  } catch (error) {
    tell(error.message)
  }
})
follow()
tellParent({ type: 'sandbox-ready', own, customer })
