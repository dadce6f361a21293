import { proto } from 'baileys'
import type { MessageContent } from '../../../schemas/messages/kinds.ts'
import { given } from '../../given.ts'
import { codec } from './codec.ts'
import { isWithin, textOr, timeOr, withSecret } from './values.ts'

export const event = codec({
  type: 'event',
  encode: (content, { secret }) =>
    proto.Message.create({ ...withSecret(secret()), ...appointment(content) }),
  // Whoever is shown a quotation is not given the secret.
  quoted: (content) => proto.Message.create(appointment(content)),
  decode: ({ eventMessage: said, encEventResponseMessage: answer }) => {
    if (said) {
      const name = textOr(said.name)
      if (!name) return null
      return {
        type: 'event',
        event: {
          name,
          start_at: timeOr(said.startTime) ?? null,
          ...given({
            description: textOr(said.description),
            end_at: timeOr(said.endTime),
            location: said.location ? locationFrom(said.location) : undefined,
            extra_guests_allowed: said.extraGuestsAllowed || undefined,
            join_link: textOr(said.joinLink),
            canceled: said.isCanceled || undefined
          })
        }
      }
    }
    const { eventCreationMessageKey: key, encPayload: payload, encIv: iv } = answer ?? {}
    if (!key?.id || !payload || !iv) return null
    return {
      kind: 'answer',
      to: 'event',
      whatsapp_id: key.id,
      asker: key.fromMe ? null : (key.participant ?? key.remoteJid ?? null),
      payload,
      iv
    }
  }
})

type Place = { name?: string; address?: string; latitude?: number; longitude?: number }

const secondsOf = (time: string): number => Math.floor(new Date(time).getTime() / 1_000)

const placeOf = (
  place: {
    [K in keyof Place]: Place[K] | undefined
  }
): proto.Message.ILocationMessage => ({
  // Apps leave a place without coordinates at the zero point and show its name alone.
  degreesLatitude: place.latitude ?? 0,
  degreesLongitude: place.longitude ?? 0,
  ...(place.name !== undefined && { name: place.name }),
  ...(place.address !== undefined && { address: place.address })
})

const locationFrom = (place: proto.Message.ILocationMessage): Place => {
  const { degreesLatitude: latitude, degreesLongitude: longitude } = place
  const named = isWithin(latitude, 90) && isWithin(longitude, 180) && (latitude || longitude)
  return given<Place>({
    name: textOr(place.name),
    address: textOr(place.address),
    latitude: named ? latitude : undefined,
    longitude: named ? (longitude as number) : undefined
  })
}

const appointment = ({
  event: { name, description, start_at, end_at, location, extra_guests_allowed }
}: Extract<MessageContent, { type: 'event' }>): proto.IMessage => ({
  eventMessage: {
    name,
    // Of one that arrived the time may be missing.
    ...(start_at && { startTime: secondsOf(start_at) }),
    isCanceled: false,
    ...(description !== undefined && { description }),
    ...(end_at !== undefined && { endTime: secondsOf(end_at) }),
    ...(extra_guests_allowed !== undefined && { extraGuestsAllowed: extra_guests_allowed }),
    ...(location && { location: placeOf(location) })
  }
})
