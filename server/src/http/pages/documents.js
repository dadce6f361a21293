// Of the pages below /docs: light and dark, the menu on a telephone, copying, and finding while one types. All of them work without it
// but for the first.

const root = document.documentElement
root.dataset.script = 'yes'

const readTheme = () => {
  try {
    return localStorage.getItem('documents-theme')
  } catch {
    // Some browsers are told to keep nothing; then the theme is that of the system.
    return null
  }
}
const keepTheme = (theme) => {
  try {
    localStorage.setItem('documents-theme', theme)
  } catch {
    // It holds for this page alone.
  }
}

// Before anything is drawn, so that nothing flashes.
const kept = readTheme()
if (kept === 'light' || kept === 'dark') root.dataset.theme = kept

const addTheme = () => {
  const button = document.querySelector('.theme')
  button.hidden = false
  button.addEventListener('click', () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches
    root.dataset.theme = dark ? 'light' : 'dark'
    keepTheme(root.dataset.theme)
  })
}

const addMenu = () => {
  const link = document.querySelector('.menu')
  const shows = () => root.dataset.menu === 'open'
  const set = (open) => {
    root.style.setProperty('--top', `${document.querySelector('.bar').offsetHeight}px`)
    root.dataset.menu = open ? 'open' : 'closed'
    link.setAttribute('aria-expanded', String(open))
  }
  link.setAttribute('role', 'button')
  link.setAttribute('aria-controls', 'page-documents')
  set(false)
  link.addEventListener('click', (event) => {
    event.preventDefault()
    set(!shows())
  })
  link.addEventListener('keydown', (event) => {
    if (event.key !== ' ') return
    event.preventDefault()
    set(!shows())
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !shows()) return
    set(false)
    link.focus()
  })
}

const addCopying = () => {
  if (!navigator.clipboard) return
  const { copy, copied } = root.dataset
  for (const block of document.querySelectorAll('.code')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = copy
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(block.querySelector('code').textContent)
      button.textContent = copied
      setTimeout(() => {
        button.textContent = copy
      }, 2000)
    })
    block.prepend(button)
  }
}

const addFinding = () => {
  const form = document.querySelector('form[role=search]')
  const input = form.querySelector('input')
  const found = form.querySelector('.found')
  let latest = 0
  let timer
  const hide = () => {
    latest += 1
    found.hidden = true
  }
  const find = async () => {
    latest += 1
    const mine = latest
    const question = input.value.trim()
    if (question.length < 2) return hide()
    const answer = await fetch(`${form.action}?q=${encodeURIComponent(question)}`)
    if (!answer.ok || mine !== latest) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const results = page.querySelector('.results')
    if (mine !== latest || !results) return
    found.replaceChildren(document.importNode(results, true))
    found.hidden = false
  }
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(find, 150)
  })
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide()
  })
  document.addEventListener('click', (event) => {
    if (!form.contains(event.target)) hide()
  })
  // From anywhere, as in most documentation.
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target.closest('input, textarea')) return
    event.preventDefault()
    input.focus()
  })
}

document.addEventListener('DOMContentLoaded', () => {
  addTheme()
  addMenu()
  addCopying()
  addFinding()
})
