/** Words with paths and addresses in them, which break after a slash before they break inside a name. */
import { Fragment } from 'react'

export const Breakable = ({ text }: { readonly text: string }) =>
  text.split(/(?<=[^/:]\/)(?!\/)/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ))
