import { changeScale } from '../../../admin/scale.ts'
import { boundsOf, Scale, ScaleInput } from '../../../schemas/scale.ts'
import { adminRoute } from '../../admin-route.ts'

export const changeScaleRoute = adminRoute({
  operation_id: 'changeScale',
  method: 'PUT',
  audit: 'scale.changed',
  url: '/api/v1/admin/scale',
  schema: { body: ScaleInput, response: { 200: Scale } },
  summary: 'Set how many shared workers run',
  description:
    'A fixed number (`workers`) or bounds (`workers_min`, `workers_max`) between which the number follows sessions, processor and memory. Workers beyond it are drained one after the other: their sessions move to the others and stay connected. No more are given up than the sessions need. Workers of customers that have their own are not counted; WORKERS_MAX limits them all together.',
  handler: (admin, { body }) => changeScale(admin, boundsOf(body))
})
