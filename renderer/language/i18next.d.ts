import type en from '../locales/en.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly resources: { readonly translation: typeof en }
  }
}
