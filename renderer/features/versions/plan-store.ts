/** The change that a person is asked about: planned, shown, and applied or left alone. */
import { flushSync } from 'react-dom'
import { create } from 'zustand'
import type { ChangeRequest, Fault, Plan } from '#contract'
import { call } from '../../client/client.ts'
import { wantTask } from './tasks-store.ts'

export interface AskedPlan {
  readonly request: ChangeRequest
  /** What the dialog is called until the plan is there, e.g. `go1.26.8`. */
  readonly name: string
  /** Null while it is being planned. */
  readonly plan: Plan | null
  /** Why there is no plan, or why it was not applied. */
  readonly fault: Fault | null
  readonly isApplying: boolean
}

export const usePlan = create<{ readonly asked: AskedPlan | null }>(() => ({ asked: null }))

/** Has a change planned and shows it. Nothing is changed. */
export const askPlan = async (request: ChangeRequest, name: string): Promise<void> => {
  const asked: AskedPlan = { request, name, plan: null, fault: null, isApplying: false }
  usePlan.setState({ asked })
  const answer = await call('go:plan', request)
  // Closed, or asked about something else meanwhile.
  if (usePlan.getState().asked !== asked) return
  usePlan.setState({
    asked: answer.ok ? { ...asked, plan: answer.value } : { ...asked, fault: answer.fault },
  })
}

/**
 * As `askPlan`, for what a person typed: nothing is shown before there is a plan, and what was wrong with the words is
 * answered instead, to be said beside the field.
 */
export const askTypedPlan = async (request: ChangeRequest, name: string): Promise<Fault | null> => {
  const answer = await call('go:plan', request)
  if (!answer.ok && (answer.fault.kind === 'not-a-version' || answer.fault.kind === 'bad-input')) return answer.fault
  usePlan.setState({
    asked: {
      request,
      name,
      plan: answer.ok ? answer.value : null,
      fault: answer.ok ? null : answer.fault,
      isApplying: false,
    },
  })
  return null
}

/** Does what is shown. The dialog closes when it has begun; where it was refused it stays and says why. */
export const applyPlan = async (): Promise<void> => {
  const { asked } = usePlan.getState()
  if (!asked?.plan || asked.isApplying) return
  const applying = { ...asked, isApplying: true, fault: null }
  usePlan.setState({ asked: applying })
  const answer = await call('go:apply', { planId: asked.plan.planId })
  if (usePlan.getState().asked !== applying) return
  if (!answer.ok) return usePlan.setState({ asked: { ...applying, isApplying: false, fault: answer.fault } })
  flushSync(closePlan)
  wantTask(answer.value.taskId)
}

/** Looks again, after something has changed since it was shown. */
export const planAgain = (): void => {
  const { asked } = usePlan.getState()
  if (asked) void askPlan(asked.request, asked.name)
}

export const closePlan = (): void => usePlan.setState({ asked: null })
