export type SampleInput = { url: string; key: string; session_id: string; to: string; text: string }

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
const literal = (value: unknown): string => JSON.stringify(value)

/** The same message in three languages, ready to be pasted. */
export const sendSamples = ({ url, key, session_id, to, text }: SampleInput) => {
  const body = { session_id, to, type: 'text', text: { body: text } }
  return {
    curl: [
      `curl -X POST ${url}/api/v1/messages \\`,
      `  -H ${quoted(`Authorization: Bearer ${key}`)} \\`,
      "  -H 'Content-Type: application/json' \\",
      `  -d ${quoted(JSON.stringify(body))}`
    ].join('\n'),
    Node: [
      `const answer = await fetch(${literal(`${url}/api/v1/messages`)}, {`,
      "  method: 'POST',",
      '  headers: {',
      `    authorization: ${literal(`Bearer ${key}`)},`,
      "    'content-type': 'application/json',",
      "    'idempotency-key': crypto.randomUUID()",
      '  },',
      `  body: JSON.stringify(${literal(body)})`,
      '})',
      'console.log(await answer.json())'
    ].join('\n'),
    Python: [
      'import json, urllib.request, uuid',
      '',
      'request = urllib.request.Request(',
      `    ${literal(`${url}/api/v1/messages`)},`,
      `    data=json.dumps(${literal(body)}).encode(),`,
      '    headers={',
      `        "Authorization": ${literal(`Bearer ${key}`)},`,
      '        "Content-Type": "application/json",',
      '        "Idempotency-Key": str(uuid.uuid4()),',
      '    },',
      ')',
      'print(urllib.request.urlopen(request).read().decode())'
    ].join('\n')
  }
}
