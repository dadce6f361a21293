import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isEmoji } from '../../src/domain/emoji.ts'
import { plainText } from '../../src/domain/plain-text.ts'
import { refuseWebhookUrl } from '../../src/domain/webhook-url.ts'

const texts: [string, string, string][] = [
  ['spaces around it', '  +20 100  ', '+20 100'],
  ['Arabic digits', '+٢٠ ١٠٠', '+20 100'],
  ['Persian digits', '۱۲۳', '123'],
  ['Devanagari digits', '१०', '10'],
  ['full width', '＋２０', '+20'],
  ['mathematical digits', '𝟏𝟐', '12'],
  ['marks of direction', '‪+20‬‏', '+20'],
  ['a space of no width', '1​2', '12'],
  ['a space that does not break', '1 2', '1 2'],
  ['a line break', 'é\n2', 'é 2'],
  ['letters as they are', 'Núria', 'Núria']
]

for (const [what, text, expected] of texts) {
  test(`a text as it was meant: ${what}`, () => assert.equal(plainText(text), expected))
}

const emojis: [string, boolean][] = [
  ['👍', true],
  ['👍🏽', true],
  ['❤️', true],
  ['❤', true],
  ['👨‍👩‍👧‍👦', true],
  ['🇪🇬', true],
  ['1️⃣', true],
  ['👍👍', false],
  ['a', false],
  ['1', false],
  ['', false],
  ['👍 ', false],
  ['🇪', false],
  ['👍'.repeat(40), false]
]

for (const [text, expected] of emojis) {
  test(`"${text.slice(0, 12)}" is ${expected ? 'one emoji' : 'not one emoji'}`, () => {
    assert.equal(isEmoji(text), expected)
  })
}

const urls: [string, RegExp | null][] = [
  ['https://example.com/hook?x=1', null],
  ['http://10.0.0.1:8080', null],
  ['example.com', /URL/],
  ['ftp://example.com', /begin with/],
  ['javascript:alert(1)', /begin with/],
  ['https://ada@example.com', /user name/],
  ['https://:secret@example.com', /user name/]
]

for (const [url, why] of urls) {
  test(`${url} ${why ? 'cannot' : 'can'} be the address of a webhook`, () => {
    if (why) assert.match(refuseWebhookUrl(url) ?? '', why)
    else assert.equal(refuseWebhookUrl(url), null)
  })
}
