/** As which kind of message a file is sent: what WhatsApp cannot show is a document. */
export const kindOf = (mime_type: string): 'image' | 'video' | 'audio' | 'document' => {
  if (/^image\/(jpeg|png)$/.test(mime_type)) return 'image'
  if (mime_type === 'video/mp4') return 'video'
  if (/^audio\/(mpeg|mp4|aac|ogg|amr)$/.test(mime_type)) return 'audio'
  return 'document'
}
