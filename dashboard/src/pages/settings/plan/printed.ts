import { api } from '../../../lib/api.ts'

/** The styles of a page that is opened from here need what those of this one are allowed by. */
const allowed = (html: string): string => {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
  return html.replace('<style>', `<style nonce="${nonce}">`)
}

/** An invoice as a page to print. */
export const readPrinted = async (id: string, signal: AbortSignal): Promise<string> => {
  const { data } = await api.http.GET('/api/v1/invoices/{id}', {
    params: { path: { id } },
    headers: { accept: 'text/html' },
    parseAs: 'text',
    signal
  })
  return allowed(String(data ?? ''))
}

/** The same as a PDF. */
export const readPdf = async (id: string): Promise<Blob> => {
  const { data } = await api.http.GET('/api/v1/invoices/{id}', {
    params: { path: { id } },
    headers: { accept: 'application/pdf' },
    parseAs: 'blob'
  })
  return data as Blob
}
