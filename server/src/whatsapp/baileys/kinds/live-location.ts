import { given } from '../../given.ts'
import { decoder } from './codec.ts'
import { isWithin, numberOr, textOr } from './values.ts'

export const live_location = decoder({
  type: 'live_location',
  decode: ({ liveLocationMessage: told, locationMessage: old }) => {
    const place = told ?? (old?.isLive ? old : null)
    const { degreesLatitude: latitude, degreesLongitude: longitude } = place ?? {}
    if (!place || !isWithin(latitude, 90) || !isWithin(longitude, 180)) return null
    return {
      type: 'live_location',
      live_location: {
        latitude,
        longitude,
        ...given({
          accuracy_m: numberOr(place.accuracyInMeters) || undefined,
          speed_mps: numberOr(place.speedInMps) || undefined,
          heading_degrees: numberOr(place.degreesClockwiseFromMagneticNorth) || undefined,
          caption: textOr(told?.caption ?? old?.comment)
        })
      }
    }
  }
})
