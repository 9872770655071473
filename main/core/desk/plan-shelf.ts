/** Plans that were shown, until they are applied or forgotten: each is good for once, and for a while. */
import type { ChangeRequest, Plan } from '#contract'
import type { Clock } from '../engine.ts'

export type ShownPlan = Omit<Plan, 'planId'>

export interface ShelvedPlan {
  readonly request: ChangeRequest
  readonly shown: ShownPlan
  /** As in `Prepared`. */
  readonly basis: unknown
}

export interface PlanShelf {
  /** Answers the plan's id. */
  put(plan: ShelvedPlan): string
  /** Takes it away; null where there is none, or where it is too old. */
  take(planId: string): ShelvedPlan | null
}

const goodForMs = 10 * 60 * 1000
/** More than a person looks at at once; the oldest go first. */
const most = 50

export const createPlanShelf = ({
  clock,
  newId,
}: {
  readonly clock: Clock
  readonly newId: () => string
}): PlanShelf => {
  const plans = new Map<string, ShelvedPlan & { readonly at: number }>()
  return {
    put: (plan) => {
      const planId = newId()
      plans.set(planId, { ...plan, at: clock.ticks() })
      for (const old of [...plans.keys()].slice(0, Math.max(0, plans.size - most))) plans.delete(old)
      return planId
    },
    take: (planId) => {
      const plan = plans.get(planId)
      plans.delete(planId)
      return plan && clock.ticks() - plan.at < goodForMs
        ? { request: plan.request, shown: plan.shown, basis: plan.basis }
        : null
    },
  }
}

type Deed = Pick<ShelvedPlan, 'shown' | 'basis'>

/** Whether both would do the same, as they are shown; notes may tell more by now. */
export const doesTheSame = (a: Deed, b: Deed): boolean => asText(a) === asText(b)

const asText = ({ shown: { kind, title, steps, undo, commands, obstacle }, basis }: Deed): string =>
  JSON.stringify([kind, title, steps, undo, commands, obstacle, basis])
