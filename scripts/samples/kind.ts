import { replaced, type Sample } from './sample.ts'

const description = 'A sample.'

const schema = `import { z } from 'zod'
import { kind } from './kind.ts'

export const sample_invitation = kind({
  type: 'sample_invitation',
  description: '${description}',
  sent: z.strictObject({ name: z.string().min(1), code: z.string().min(1) }),
  shown: z.object({ name: z.string(), code: z.string() }),
  example: { name: 'Ada', code: 'ABCD' }
})
`

const codec = `import { proto } from 'baileys'
import { codec } from './codec.ts'

export const sample_invitation = codec({
  type: 'sample_invitation',
  encode: ({ sample_invitation: { name, code } }) =>
    proto.Message.create({ groupInviteMessage: { groupName: name, inviteCode: code } }),
  decode: ({ groupInviteMessage: invite }) =>
    invite?.inviteCode
      ? { type: 'sample_invitation', sample_invitation: { name: invite.groupName ?? '', code: invite.inviteCode } }
      : null
})
`

const row = `{
  type: 'sample_invitation',
  content: { name: 'Ada', code: 'ABCD' },
  message: { groupInviteMessage: { groupName: 'Ada', inviteCode: 'ABCD' } },
  none: {}
}`

const imported = "import { sample_invitation } from './kinds/sample_invitation.ts'\n"

export const kind_sample: Sample = {
  name: 'a kind of message',
  files: {
    'server/src/schemas/messages/kinds/sample_invitation.ts': schema,
    'server/src/whatsapp/baileys/kinds/sample_invitation.ts': codec
  },
  edits: {
    'server/src/schemas/messages/kinds.ts': (text) =>
      imported +
      replaced(text, /(export const kinds = \[[^\]]*?),?\s*\]/, '$1, sample_invitation]'),
    'server/src/whatsapp/baileys/kinds.ts': (text) =>
      imported + replaced(text, /(const codecs = \{[^}]*?),?\s*\}/, '$1, sample_invitation }'),
    'server/test/journeys/kind-table/samples.ts': (text) =>
      replaced(text, 'const sent: KindSample[] = [', `const sent: KindSample[] = [${row},`),
    'README.md': (text) =>
      replaced(
        text,
        '\n| | **Only received:** |',
        (found) => `\n| \`sample_invitation\` | ${description} |${found}`
      )
  },
  generate: [['scripts/dump-docs.ts'], ['sdk/scripts/dump.ts']],
  written: [
    'docs/asyncapi.json',
    'docs/openapi.json',
    'sdk/src/generated/api.ts',
    'sdk/src/generated/events.ts'
  ],
  prove: [['--test', 'server/test/whatsapp/kinds.test.ts']]
}
