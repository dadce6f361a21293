import { replaced, type Sample } from './sample.ts'
import { testsWithDatabase } from './with-database.ts'

const migration = `-- compatible with 0090+: a sample
create table session_notes (
  session_id id primary key,
  tenant_id id not null,
  note text not null,
  foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade
);
create index on session_notes (tenant_id);
select protect_table('session_notes', tenant => 'select, insert, update', worker => 'select');
`

const store = `import type { Tx } from '../lib/db.ts'

/** Notes this of a session, in the place of what was noted before. */
export const putSessionNote = async (
  tx: Tx,
  sample: { session_id: string; tenant_id: string; note: string }
): Promise<void> => {
  await tx.query(
    \`insert into session_notes (session_id, tenant_id, note) values ($1, $2, $3)
     on conflict (session_id) do update set note = excluded.note\`,
    [sample.session_id, sample.tenant_id, sample.note]
  )
}
`

const seed = `  session_notes: (t, n) =>
    \`insert into session_notes (session_id, tenant_id, note) values ('\${id('ses', t, n)}', '\${id('ten', t, 1)}', 'n')\`,
`

const exported = `  session_notes: of_keys('session_notes', 'session_id', 'session_id, note', 'Notes.'),
`

export const table_sample: Sample = {
  name: 'a table',
  files: {
    'server/migrations/9999_samples.sql': migration,
    'server/src/store/session-notes.ts': store
  },
  edits: {
    'server/src/store/exported-rows.ts': (text) =>
      replaced(text, '  messages: of_key(', (found) => exported + found),
    'server/test/store/rights-policies.test.ts': (text) =>
      replaced(text, '  worker_logins: (t, n) =>', (found) => seed + found)
  },
  generate: [['scripts/dump-schema.ts']],
  written: ['server/schema.sql', 'server/rights.txt'],
  prove: [
    testsWithDatabase(
      '.',
      'server/test/store/rights-policies.test.ts',
      'server/test/store/protect-table.test.ts'
    ),
    testsWithDatabase('every table of a tenant', 'server/test/usecases/account-export.test.ts')
  ]
}
