/** Words to look for among the checks. */
import { useTranslation } from 'react-i18next'
import { SearchField } from '../../ui/search-field.tsx'
import { search, useView } from './view-store.ts'

/** Where `/` and Ctrl+F lead. */
export const searchFieldId = 'search'

export const CheckSearch = () => {
  const { t } = useTranslation()
  const query = useView((state) => state.query)
  return (
    <SearchField
      id={searchFieldId}
      query={query}
      label={t('checklist.search')}
      clearLabel={t('checklist.clearSearch')}
      onSearch={search}
    />
  )
}
