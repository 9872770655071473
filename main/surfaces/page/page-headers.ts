/** The headers that every file of the page is answered with, on every surface. */

export interface PageHeaderOptions {
  /** `none` where the bridge is a function of the browser; `self` on loopback, where it is a WebSocket. */
  readonly connect: 'none' | 'self'
}

/**
 * The content security policy: the page runs its own scripts and styles and nothing else, is framed by nobody, and
 * cannot turn text into markup or code (trusted types).
 */
export const contentSecurityPolicy = ({ connect }: PageHeaderOptions): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src '${connect}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

/** Headers by lower-case name, for every answer, whether a file was found or not. */
export const pageHeaders = (options: PageHeaderOptions): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy(options),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), serial=(), usb=()',
  'cache-control': 'no-store',
})
