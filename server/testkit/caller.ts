// biome-ignore lint/suspicious/noExplicitAny: answers are looked into as they come
export type Json = any

export type Answer = { status: number; body: Json; headers: Headers }

export type Caller = {
  get(path: string): Promise<Answer>
  post(path: string, body?: object, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body: object): Promise<Answer>
  patch(path: string, body: object): Promise<Answer>
  delete(path: string): Promise<Answer>
}

/** Calls of the API at this address, with this credential if there is one. */
export const callerOf = (url: string, token?: string): Caller => {
  const send = async (
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {}
  ): Promise<Answer> => {
    const response = await fetch(path.startsWith('http') ? path : `${url}${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' }),
        ...headers
      },
      ...(body && { body: JSON.stringify(body) })
    })
    const text = await response.text()
    const json = (response.headers.get('content-type') ?? '').includes('json')
    return {
      status: response.status,
      body: json && text ? JSON.parse(text) : text,
      headers: response.headers
    }
  }
  return {
    get: (path) => send('GET', path),
    post: (path, body, headers) => send('POST', path, body, headers),
    put: (path, body) => send('PUT', path, body),
    patch: (path, body) => send('PATCH', path, body),
    delete: (path) => send('DELETE', path)
  }
}
