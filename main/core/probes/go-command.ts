/** The environments in which questions are put to a `go`, so that they download nothing and leave no trace. */

/**
 * For every question: no toolchain is fetched, and Go 1.23 and later count nothing in ~/.config/go/telemetry
 * (cmd/internal/telemetry/counter opens the directory that TEST_TELEMETRY_DIR names).
 */
export const quietly = { GOTOOLCHAIN: 'local', TEST_TELEMETRY_DIR: '/dev/null' } as const

/**
 * For questions about the toolchain itself: nothing of the person's settings reaches it. Without the module index
 * (`goindex=0`), `go list` writes nothing into the build cache either.
 */
export const neutrally = {
  ...quietly,
  GOROOT: undefined,
  GOENV: 'off',
  GOFLAGS: '',
  GO111MODULE: undefined,
  GOOS: undefined,
  GOARCH: undefined,
  GOEXPERIMENT: undefined,
  GOWORK: 'off',
  GODEBUG: 'goindex=0',
  CGO_ENABLED: '0',
} as const
