import assert from 'node:assert/strict'
import { test } from 'node:test'
import { audienceOf, namesPeople } from '../src/pages/statuses/audience-of.ts'
import { canPost, contentOf } from '../src/pages/statuses/posted-content.ts'

test('a status is a text on its colour, or a file that people can see or hear', () => {
  const background = '#112233'
  const post = (mime_type: string | null, text = 'words') =>
    contentOf({ text, background, file: mime_type === null ? null : { id: 'med_1', mime_type } })
  assert.deepEqual(post(null), { type: 'text', text: { body: 'words' }, background })
  assert.deepEqual(post('image/png'), {
    type: 'image',
    image: { id: 'med_1', caption: 'words' }
  })
  assert.deepEqual(post('video/mp4', ' '), { type: 'video', video: { id: 'med_1' } })
  assert.deepEqual(post('audio/ogg'), { type: 'audio', audio: { id: 'med_1' }, background })
  assert.equal(post('application/pdf'), null)
  assert.equal(canPost(new File([], 'a.pdf', { type: 'application/pdf' })), false)
  assert.equal(canPost(new File([], 'a.jpg', { type: 'image/jpeg' })), true)
})

test('people are named where an audience has some, each once', () => {
  assert.deepEqual(audienceOf('phone', '+201001234567'), { type: 'phone' })
  assert.deepEqual(audienceOf('contacts', ''), { type: 'contacts' })
  assert.deepEqual(audienceOf('except', '+201001234567\n +201001234567, +201001234568'), {
    type: 'except',
    contacts: ['+201001234567', '+201001234568']
  })
  assert.deepEqual(['phone', 'contacts', 'only', 'except'].filter(namesPeople), ['only', 'except'])
})
