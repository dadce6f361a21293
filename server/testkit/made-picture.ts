import type { Seed } from './call.ts'

/** A file of the tenant that the delivery role has made into the picture of an account or a group already. */
export const madePicture = async ({ app, tenant, person }: Seed): Promise<string> => {
  const given = { data: 'aGVsbG8=', file_name: 'hello.txt' }
  const { id, sha256, bytes } = (await person.post('/api/v1/media', given)).json()
  await app.owner.query(
    "update media set mime_type = 'image/jpeg', width = 640, height = 640 where id = $1",
    [id]
  )
  await app.owner.query(
    `insert into media_renditions (media_id, purpose, tenant_id, status, sha256, bytes, mime_type)
     values ($1, 'picture', $2, 'ready', $3, $4, 'image/jpeg')`,
    [id, tenant.tenant_id, sha256, bytes]
  )
  return id
}
