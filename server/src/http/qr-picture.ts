import { LRUCache } from 'lru-cache'
import { toBuffer, toString as toText } from 'qrcode'

/** Medium correction and a margin of four modules: what phone cameras expect. */
const look = { errorCorrectionLevel: 'M', margin: 4, width: 360 } as const

/** Trying filters row by row takes longer than all else, and large areas of one colour need none. */
const fast = { rendererOpts: { filterType: 0, deflateLevel: 6, deflateStrategy: 0 } }

/** Pictures drawn last, each once for all who wait for it. A code is shown for a minute at most. */
const pictures_max = 200
const minute_ms = 60_000

const drawings = {
  png: (text: string): Promise<Buffer> =>
    toBuffer(text, { ...look, ...fast, type: 'png' } as object),
  svg: async (text: string): Promise<Buffer> =>
    Buffer.from(await toText(text, { ...look, type: 'svg' }))
}

const drawn = new LRUCache<string, Promise<Buffer>>({ max: pictures_max, ttl: minute_ms })

const draw = (form: keyof typeof drawings, text: string): Promise<Buffer> => {
  const name = `${form} ${text}`
  const before = drawn.get(name)
  if (before) return before
  const drawing = drawings[form](text)
  drawn.set(name, drawing)
  drawing.catch(() => drawn.delete(name))
  return drawing
}

/** A QR code as a PNG. */
export const drawPng = (text: string): Promise<Buffer> => draw('png', text)

/** A QR code as an SVG document. */
export const drawSvg = (text: string): Promise<Buffer> => draw('svg', text)

/** A QR code as an address that an `img` element shows without another request. */
export const drawDataUrl = async (text: string): Promise<string> =>
  `data:image/png;base64,${(await draw('png', text)).toString('base64')}`
