/** Says aloud when a task begins and how it ends; never its numbers. */
import i18next from 'i18next'
import type { Task } from '#contract'
import { announce } from '../../app/notice-store.ts'
import { pick } from '../../language/words.ts'
import { languageOf, useSettings } from '../settings/settings-store.ts'

export const announceTask = (task: Task): void => {
  const language = languageOf(useSettings.getState())
  const said = [
    `${pick(task.title, language)}: ${i18next.t(`task.state_${task.state}`)}.`,
    ...(task.outcome ?? []).map((sentence) => pick(sentence, language)),
  ]
  announce(said.join(language === 'zh-CN' ? '' : ' '))
}
