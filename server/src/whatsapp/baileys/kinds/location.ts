import { proto } from 'baileys'
import { codec } from './codec.ts'

export const location = codec({
  type: 'location',
  encode: ({ location: { latitude, longitude, name, address } }) =>
    proto.Message.create({
      locationMessage: {
        degreesLatitude: latitude,
        degreesLongitude: longitude,
        ...(name !== undefined && { name }),
        ...(address !== undefined && { address })
      }
    }),
  decode: ({ locationMessage: place }) => {
    const { degreesLatitude: latitude, degreesLongitude: longitude } = place ?? {}
    if (!place || place.isLive || !isWithin(latitude, 90) || !isWithin(longitude, 180)) return null
    return {
      type: 'location',
      location: {
        latitude,
        longitude,
        ...(place.name && { name: place.name }),
        ...(place.address && { address: place.address })
      }
    }
  }
})

const isWithin = (degrees: number | null | undefined, most: number): degrees is number =>
  typeof degrees === 'number' && Math.abs(degrees) <= most
