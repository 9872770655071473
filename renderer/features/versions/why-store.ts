/** Which Go runs where, and why: asked when somebody looks at it. */
import { create } from 'zustand'
import type { Fault, GoProject, GoWhy } from '#contract'
import { call } from '../../client/client.ts'

interface WhyState {
  /** Null before the first answer. */
  readonly projects: readonly GoProject[] | null
  /** The project asked about; null for the person's home. */
  readonly projectId: string | null
  /** Null before the first answer. */
  readonly why: GoWhy | null
  readonly fault: Fault | null
  readonly isAsking: boolean
}

export const useWhy = create<WhyState>(() => ({
  projects: null,
  projectId: null,
  why: null,
  fault: null,
  isAsking: false,
}))

/** Asks about a project, or with null about the home. What was known of another one goes at once. */
export const askWhy = async (projectId: string | null): Promise<void> => {
  const isSame = useWhy.getState().projectId === projectId
  useWhy.setState((state) => ({ projectId, isAsking: true, why: isSame ? state.why : null }))
  const answer = await call('go:why', { id: projectId })
  if (useWhy.getState().projectId !== projectId) return
  useWhy.setState((state) => ({
    why: answer.ok ? answer.value : state.why,
    fault: answer.ok ? null : answer.fault,
    isAsking: false,
  }))
}

/** The panel is shown: asks for the projects, and about the chosen one. */
export const visitWhy = async (): Promise<void> => {
  void askWhy(useWhy.getState().projectId)
  const answer = await call('go:projects', {})
  if (answer.ok) useWhy.setState({ projects: answer.value })
  else useWhy.setState({ fault: answer.fault })
}
