import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kinds, received_kinds } from '../../src/schemas/messages/kinds.ts'
import { kindBed } from './kind-table/bed.ts'
import { editEach } from './kind-table/edits.ts'
import { fallBack } from './kind-table/fallback.ts'
import { commentSealed, reactBothWays, reactSealed } from './kind-table/reactions.ts'
import { deleteEach, mark, quoteEach, sayEach, sendEach } from './kind-table/round-trips.ts'
import { kinds_of_rows, samples } from './kind-table/samples.ts'
import { createShown, tableInReadme, tableOf, writeTable } from './kind-table/table.ts'
import { vanish } from './kind-table/vanishing.ts'

const reaction = {
  type: 'reaction',
  none: { quoted: 'no: WhatsApp quotes no reactions' }
}

test('every kind goes out and comes in, alone and in a group, quoted, edited and deleted, as the phone and the caller see it field by field, and the README has the table of it', async (t) => {
  const all = [...kinds, ...received_kinds].map(({ type }) => type)
  assert.deepEqual([...kinds_of_rows].sort(), all.filter((type) => type !== 'unsupported').sort())

  const bed = await kindBed(t)
  const shown = createShown()
  const [sent, arrived] = [await sendEach(bed, bed.alone), await sayEach(bed, bed.alone)]
  mark(shown, sent, 'out')
  mark(shown, arrived, 'in')
  const [sent_there, arrived_there] = [
    await sendEach(bed, bed.in_group),
    await sayEach(bed, bed.in_group)
  ]
  mark(shown, arrived_there, 'in a group')

  await quoteEach(bed, sent, arrived)
  mark(shown, arrived, 'quoted')

  const [text] = samples
  assert.ok(text)
  await reactBothWays(bed, bed.alone, sent.get(text), arrived.get(text))
  await reactBothWays(bed, bed.in_group, sent_there.get(text), arrived_there.get(text))
  await reactSealed(bed, bed.in_group, arrived_there.get(text))
  await commentSealed(bed, bed.in_group, arrived_there.get(text))
  for (const column of ['out', 'in', 'in a group', 'edited', 'deleted'] as const)
    shown.add(reaction, column)

  const { both, in_only } = await editEach(bed, sent, arrived)
  for (const sample of both) shown.add(sample, 'edited')
  for (const sample of in_only) shown.add(sample, 'edited', '✓ in')
  await deleteEach(bed, sent, arrived)
  mark(shown, arrived, 'deleted')
  await fallBack(bed)
  await vanish(bed)
  assert.equal((await bed.simulator.stats()).nacks, 0)

  const table = tableOf([...samples, reaction], shown)
  if (process.env['KINDS_TABLE'] === 'write') writeTable(table)
  assert.equal(tableInReadme(), table, 'run npm run kinds:table')
})
