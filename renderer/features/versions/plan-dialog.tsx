/** What exactly a change would do, before anything is done: steps, what to know, the way back; then Cancel, or do it. */
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { faultText } from '#contract/fault-text'
import { pick } from '../../language/words.ts'
import { focusPlace } from '../../ui/roving.ts'
import { Button } from '../../ui/button.tsx'
import { TriangleIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { goPlace, headlineId } from './leave-versions-panel.ts'
import styles from './plan-dialog.module.css'
import { PlanDetails } from './plan-details.tsx'
import { applyPlan, closePlan, planAgain, usePlan, type AskedPlan } from './plan-store.ts'
import { applyWord, canApply, firstButton } from './plan-view.ts'

export const PlanDialog = () => {
  const asked = usePlan((state) => state.asked)
  return asked && <OpenDialog asked={asked} />
}

const OpenDialog = ({ asked }: { readonly asked: AskedPlan }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { request, name, plan, fault, isApplying } = asked
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const cancel = useRef<HTMLButtonElement>(null)
  const apply = useRef<HTMLButtonElement>(null)
  const rowId = request.kind === 'install' ? null : request.id

  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    title.current?.focus()
    return () => {
      element?.close()
      // Closing gives the keyboard back to what it was opened from, which may be gone: an entry of a menu, a row.
      const isLost = document.activeElement === document.body || element?.contains(document.activeElement)
      if (!isLost || (rowId !== null && focusPlace(goPlace(rowId)))) return
      document.getElementById(headlineId)?.focus()
    }
  }, [rowId])

  useEffect(() => {
    if (plan) (firstButton(plan) === 'apply' ? apply : cancel).current?.focus()
  }, [plan])

  const close = (): void => {
    if (!isApplying) closePlan()
  }
  const isDoable = plan !== null && canApply(plan)
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby="plan-title"
      aria-busy={plan === null && fault === null}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      // The browser may close it without asking; one that was opened again at once is not meant.
      onClose={({ currentTarget }) => {
        if (!currentTarget.open) close()
      }}
    >
      <h2 className={styles.title} id="plan-title" ref={title} tabIndex={-1}>
        {plan
          ? isDoable
            ? t('plan.question', { title: pick(plan.title, language) })
            : pick(plan.title, language)
          : t(`plan.title_${request.kind}`, { name })}
      </h2>
      <div className={styles.content} tabIndex={0} role="group" aria-labelledby="plan-title">
        {plan ? <PlanDetails plan={plan} /> : !fault && <p role="status">{t('plan.lookingLong')}</p>}
        {fault && (
          <p className={styles.fault} role="alert">
            <TriangleIcon size={16} />
            <span>{pick(faultText(fault), language)}</span>
          </p>
        )}
      </div>
      <footer className={styles.foot}>
        <p className={styles.promise}>{isDoable ? t('plan.cancelPromise') : t('plan.nothingChanged')}</p>
        <span className={styles.buttons}>
          <Button ref={cancel} aria-disabled={isApplying} onClick={close}>
            {isDoable ? t('plan.cancel') : t('app.close')}
          </Button>
          {fault && (
            <Button look="main" onClick={planAgain}>
              {t('plan.again')}
            </Button>
          )}
          {isDoable && !fault && (
            <Button
              ref={apply}
              look="main"
              aria-disabled={isApplying}
              // A key that is still held from opening this must not apply it.
              onKeyDown={(event) => event.repeat && event.preventDefault()}
              onClick={() => void applyPlan()}
            >
              {isApplying ? t('plan.starting') : t(`plan.apply_${applyWord(plan)}`)}
            </Button>
          )}
        </span>
      </footer>
    </dialog>
  )
}
