import assert from 'node:assert/strict'
import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { getMediaKeys } from 'baileys'
import { decryptFile } from '../../../../src/whatsapp/baileys/files/decrypt-file.ts'
import { digestFile, encryptFile } from '../../../../src/whatsapp/baileys/files/encrypt-file.ts'
import { encryptedBytes, fileKeys } from '../../../../src/whatsapp/baileys/files/file-keys.ts'
import { FileError } from '../../../../src/whatsapp/files.ts'
import { collect } from '../../../../testkit/collect.ts'

const media_key = randomBytes(32)
const keys = await fileKeys(media_key, 'document')
/** Around the block of AES, its padding and the MAC, and the pieces in which files are read. */
const sizes = [
  1, 5, 6, 7, 15, 16, 17, 31, 32, 33, 65_525, 65_526, 65_527, 65_535, 65_536, 65_537, 131_072
]
const piece_sizes = [9, 10, 11, 16, 4_096, 65_536]
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

const inPieces = (bytes: Buffer, size: number): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size)
    )
  )

/** The file as WhatsApp has it, made in one go. */
const whole = async (content: Buffer): Promise<Buffer> => {
  const { iv, cipherKey, macKey } = await getMediaKeys(media_key, 'document')
  const cipher = createCipheriv('aes-256-cbc', cipherKey, iv)
  const sealed = Buffer.concat([cipher.update(content), cipher.final()])
  const mac = createHmac('sha256', macKey ?? '')
    .update(iv)
    .update(sealed)
    .digest()
  return Buffer.concat([sealed, mac.subarray(0, 10)])
}

const opened = async (encrypted: Buffer, piece: number, content: Buffer): Promise<Buffer> => {
  const said = {
    purpose: 'document' as const,
    media_key,
    url: null,
    direct_path: null,
    bytes: content.length,
    file_sha256: sha256(content),
    file_enc_sha256: null
  }
  return Buffer.concat(await collect(decryptFile(inPieces(encrypted, piece), keys, said, 2 ** 31)))
}

test('a file of every size around a block is encrypted as WhatsApp has it and read byte for byte, in whatever pieces it comes', async () => {
  for (const size of sizes) {
    const content = randomBytes(size)
    const expected = await whole(content)
    assert.equal(encryptedBytes(size), expected.length, `${size} bytes`)
    for (const piece of size > 1_000 ? piece_sizes.slice(4) : piece_sizes) {
      const digest = await digestFile(inPieces(content, piece), keys)
      const sent = Buffer.concat(
        await collect(encryptFile(inPieces(content, piece), keys, digest.mac))
      )
      assert.ok(sent.equals(expected), `${size} bytes in pieces of ${piece}`)
      assert.deepEqual(digest.file_enc_sha256, sha256(expected))
      assert.deepEqual([digest.bytes, digest.encrypted_bytes], [size, expected.length])
      const back = await opened(expected, piece, content)
      assert.ok(back.equals(content), `${size} bytes read in pieces of ${piece}`)
    }
  }
})

test('a file that is cut anywhere, has a bit turned anywhere or goes on behind its end is damaged', async () => {
  const content = randomBytes(40)
  const encrypted = await whole(content)
  const damaged = (error: Error): boolean =>
    error instanceof FileError && error.trouble === 'damaged'
  for (let at = 0; at < encrypted.length; at++) {
    const cut = encrypted.subarray(0, at)
    await assert.rejects(opened(cut, 16, content), damaged, `cut at ${at}`)
    const turned = Buffer.from(encrypted)
    turned.writeUInt8(turned.readUInt8(at) ^ 1, at)
    await assert.rejects(opened(turned, 16, content), damaged, `another bit at ${at}`)
  }
  const longer = Buffer.concat([encrypted, randomBytes(16)])
  await assert.rejects(opened(longer, 16, content), damaged)
  await assert.rejects(digestFile(Readable.from([]), keys), { trouble: 'empty' })
})
