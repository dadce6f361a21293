import { toBuffer, toDataURL, toString as toText } from 'qrcode'

/** Medium correction and a margin of four modules: what phone cameras expect. */
const look = { errorCorrectionLevel: 'M', margin: 4, width: 360 } as const

/** A QR code as a PNG. */
export const drawPng = (text: string): Promise<Buffer> => toBuffer(text, { ...look, type: 'png' })

/** A QR code as an SVG document. */
export const drawSvg = (text: string): Promise<string> => toText(text, { ...look, type: 'svg' })

/** A QR code as an address that an `img` element shows without another request. */
export const drawDataUrl = (text: string): Promise<string> => toDataURL(text, look)
