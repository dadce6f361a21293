import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { cleanUpAfter } from '../../server/testkit/clean-up.ts'
import { freePort } from '../../server/testkit/free-port.ts'
import { s3_keys } from '../../server/testkit/s3-server.ts'
import { call, left_out } from './bed.ts'
import { folderFor, secureBucket } from './secure-bucket.ts'

const repositoryOf = async (t: TestContext, settings: string[], compose: string[] = []) => {
  const folder = await folderFor(t)
  const script = `set -euo pipefail; . lib/common.sh; mkdir -p "$CONFIG_DIR"
    set_settings "$CONFIG_DIR/compose.env" PITR_REPOSITORY=bucket ${compose.join(' ')}
    set_settings "$CONFIG_DIR/backup.env" "$@"; pitr_repository 75`
  return call('bash', ['-c', script, 'bash', ...settings], { env: { CONFIG_DIR: folder } })
}

test('the archive goes into the bucket of the backups, below its prefix, with the keys that are there', async (t) => {
  assert.equal(
    await repositoryOf(t, [
      'BACKUP_S3_BUCKET=mine',
      'BACKUP_S3_ENDPOINT=https://s3.example.com:9000/',
      'BACKUP_S3_REGION=eu',
      'BACKUP_S3_PREFIX=one/',
      'BACKUP_S3_ACCESS_KEY_ID=key',
      'BACKUP_S3_SECRET_ACCESS_KEY=a/b+c=#'
    ]),
    [
      ...['repo1-type=s3', 'repo1-path=/one/pitr/75', 'repo1-bundle=y', 'repo1-s3-bucket=mine'],
      ...['repo1-s3-region=eu', 'repo1-s3-endpoint=s3.example.com:9000', 'repo1-s3-uri-style=path'],
      ...['repo1-s3-key=key', 'repo1-s3-key-secret=a/b+c=#']
    ].join('\n')
  )
  // Of AWS, with what it gives to the machine.
  assert.equal(
    await repositoryOf(t, ['BACKUP_S3_BUCKET=mine']),
    [
      ...['repo1-type=s3', 'repo1-path=/pitr/75', 'repo1-bundle=y', 'repo1-s3-bucket=mine'],
      ...['repo1-s3-region=us-east-1', 'repo1-s3-endpoint=s3.us-east-1.amazonaws.com'],
      'repo1-s3-key-type=auto'
    ].join('\n')
  )
  assert.equal(
    await repositoryOf(
      t,
      ['BACKUP_S3_BUCKET=mine'],
      ['PITR_REPOSITORY=folder ENGINE=none', 'PITR_FOLDER=/mnt/a']
    ),
    'repo1-path=/mnt/a'
  )
})

test('a bucket that pgBackRest cannot use is refused before anything is changed', async (t) => {
  const folder = await folderFor(t)
  const judge = (compose: string, ...backup: string[]) =>
    call(
      'bash',
      [
        '-c',
        `set -euo pipefail; . lib/common.sh; . lib/setup/plan.sh
        COMPOSE_SETTINGS=("$1"); shift; BACKUP_SETTINGS=("$@"); judge_repository`,
        ...['bash', compose, ...backup]
      ],
      { env: { CONFIG_DIR: folder } }
    )
  const bucket = 'BACKUP_S3_BUCKET=mine'
  const here = 'BACKUP_S3_ENDPOINT=https://s3.example.com'
  const refused: [string[], RegExp][] = [
    [['PITR_REPOSITORY=tape'], /PITR_REPOSITORY is folder or bucket/],
    [['PITR_REPOSITORY=bucket'], /it needs a bucket/],
    [['PITR_REPOSITORY=bucket', bucket, 'BACKUP_S3_ENDPOINT=http://10.0.0.5'], /and not http:/],
    [['PITR_REPOSITORY=bucket', bucket, `${here}/path`], /and not https:\/\/s3.example.com\/path/],
    [['PITR_REPOSITORY=bucket', bucket, here], /it needs keys/]
  ]
  for (const [[compose = '', ...backup], said] of refused)
    await assert.rejects(judge(compose, ...backup), said, backup.join(' '))
  await judge('PITR_REPOSITORY=folder')
  await judge('PITR_REPOSITORY=bucket', bucket)
  // What was set before counts, and what is given now counts for more.
  await writeFile(join(folder, 'backup.env'), `${bucket}\n${here}\nBACKUP_S3_ACCESS_KEY_ID=key\n`)
  await writeFile(join(folder, 'compose.env'), 'PITR_REPOSITORY=bucket\n')
  await judge('PITR=on')
  await assert.rejects(judge('PITR=on', 'BACKUP_S3_ENDPOINT=http://10.0.0.5'), /and not http:/)
})

/** A server of PostgreSQL, as one of the distribution, with the kit's programs beside it. */
const machine = async (
  end: { after(step: () => unknown): void },
  bucket: Awaited<ReturnType<typeof secureBucket>>
) => {
  const folder = await folderFor(end)
  const port = await freePort()
  for (const name of ['etc/env', 'var', 'sockets', 'locks'])
    await mkdir(join(folder, name), { recursive: true })
  const env = {
    ...{ FOLDER: folder, CONFIG_DIR: join(folder, 'etc'), STATE_DIR: join(folder, 'var') },
    ...{ PITR_CONFIG: join(folder, 'pgbackrest.conf'), LC_ALL: 'C.UTF-8' },
    ...{ PGHOST: join(folder, 'sockets'), PGPORT: String(port) },
    PGBACKREST_LOCK_PATH: join(folder, 'locks'),
    PGBACKREST_REPO1_STORAGE_CA_FILE: bucket.certificate
  }
  const programs = `set -euo pipefail
    for one in common archive remote notes; do . lib/$one.sh; done
    bin=$(pg_config --bindir)
    server_words() { :; }
    cluster_folder() { printf %s "$FOLDER/data"; }
    cluster_unit() { echo postgresql@0-test; }
    as_owner() { (cd / && runuser -u postgres -- "$@" </dev/null >/dev/null); }
    systemctl() {
      case $1 in
        stop) as_owner "$bin/pg_ctl" -D "$FOLDER/data" -m fast -w stop || true ;;
        restart) systemctl stop; systemctl start ;;
        start) as_owner "$bin/pg_ctl" -D "$FOLDER/data" -w -t 60 -l "$FOLDER/sockets/log" \\
          -o "-c listen_addresses= -c port=$PGPORT -c unix_socket_directories=$PGHOST" start ;;
      esac
    }`
  const bash = (script: string, ...words: string[]): Promise<string> =>
    call('bash', ['-c', `${programs}\n${script}`, 'bash', ...words], { env })
  end.after(() => bash('systemctl stop'))
  await bash(
    `chown postgres "$FOLDER/sockets" "$FOLDER/locks"
    install -d -m 700 -o postgres "$FOLDER/data"
    as_owner "$bin/initdb" -D "$FOLDER/data" --auth=trust --encoding=UTF8
    systemctl start
    set_settings "$CONFIG_DIR/compose.env" ENGINE=none PITR_REPOSITORY=bucket "POSTGRES_PORT=$PGPORT"
    set_settings "$CONFIG_DIR/env/postgres.env" PGPASSWORD=secret
    set_settings "$CONFIG_DIR/backup.env" "$@"
    set_up_pitr`,
    ...['BACKUP_S3_BUCKET=files', 'BACKUP_S3_PREFIX=one/', `BACKUP_S3_ENDPOINT=${bucket.endpoint}`],
    `BACKUP_S3_ACCESS_KEY_ID=${s3_keys.accessKeyId}`,
    `BACKUP_S3_SECRET_ACCESS_KEY=${s3_keys.secretAccessKey}`
  )
  const sql = (text: string): Promise<string> => bash('as_postgres -c "$1"', text)
  const archive = async (): Promise<string> =>
    /^PITR_ARCHIVE=(\d+)$/m.exec(await readFile(join(folder, 'etc/env/pitr.env'), 'utf8'))?.[1] ??
    ''
  return { folder, bash, sql, archive }
}

const missing = ['pgbackrest', 'pg_config', 'runuser', 'openssl'].filter(
  (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0
)

test('out of the bucket a database comes back as it was at a moment, and on another machine when its own is lost', async (t) => {
  if (!process.env['DEPLOY_TESTS']) return t.skip(left_out)
  assert.deepEqual(missing, [], 'programs that this test needs')
  const end = cleanUpAfter(t)
  const bucket = await secureBucket(end)
  const one = await machine(end, bucket)
  const texts = (of: { sql(text: string): Promise<string> }) =>
    of.sql("select string_agg(text, ' ' order by at) from said")
  await one.sql(
    "create table said (text text, at timestamptz default clock_timestamp()); insert into said values ('before')"
  )
  const moment = await one.sql('select clock_timestamp()')
  await one.sql("insert into said values ('after')")
  await one.bash('archive_the_rest')
  assert.equal(await one.bash('pitr_trouble'), '')

  // What lies in the bucket says nothing without the key.
  const archive = await one.archive()
  const kept = join(bucket.data, 'files/one/pitr', archive)
  const files = (await readdir(kept, { recursive: true, withFileTypes: true })).filter(
    (file) => file.isFile() && file.name.endsWith('object')
  )
  assert.ok(files.length > 4)
  for (const file of files) {
    const content = await readFile(join(file.parentPath, file.name))
    assert.equal(content.subarray(0, 8).toString(), 'Salted__', file.name)
  }

  await one.bash('restore_server "$1"', moment)
  assert.equal(await texts(one), 'before')
  await one.sql("insert into said values ('anew')")
  await one.bash('archive_the_rest')

  // The second has an archive of its own in the same bucket, until it takes the place of the first.
  const other = await machine(end, bucket)
  assert.notEqual(await other.archive(), archive)
  await assert.rejects(other.bash('use_other_archive'), /no archive of another machine is known/)
  await one.bash('systemctl stop')
  await writeFile(
    join(other.folder, 'etc/env/pitr_other.env'),
    await readFile(join(one.folder, 'etc/env/pitr.env'))
  )
  await other.bash('use_other_archive; restore_server latest; adopt_other_archive')
  assert.equal(await texts(other), 'before anew')
  assert.equal(await other.archive(), archive)
  await other.sql("insert into said values ('elsewhere')")
  await other.bash('archive_the_rest')
  assert.equal(await other.bash('pitr_trouble'), '')
  assert.equal(await other.sql("select rolsuper from pg_roles where rolname = 'wa_admin'"), 't')
  assert.deepEqual(
    (await readdir(other.folder)).filter((name) => name.endsWith('.conf')),
    ['pgbackrest.conf']
  )
})
