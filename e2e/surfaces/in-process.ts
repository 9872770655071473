/** The app without any surface: what every transport is compared with. */
import { assembleForTest } from './application.ts'
import type { Heard, Launch } from './surface.ts'

export const launchInProcess: Launch = async (options) => {
  const { application, remove } = assembleForTest('terminal', options)
  return {
    name: 'terminal',
    call: (name, input) => application.call(name, input),
    listen: async () => {
      const heard: Heard[] = []
      application.subscribe((name, payload) => heard.push({ name, payload }))
      return async () => heard
    },
    close: async () => remove(),
  }
}
