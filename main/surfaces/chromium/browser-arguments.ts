/** The command line of the window's browser: one window, one page, no port, nobody to talk to. */
import { pageName, windowSize } from '../page/window-shape.ts'

export interface BrowserArguments {
  /** A private directory that is removed afterwards. */
  readonly profileDirectory: string
  /** False only for root, for whom Chromium refuses to start with its sandbox. */
  readonly isSandboxed: boolean
  /** For tests: a second way in, beside the pipe. */
  readonly debuggingPort?: number
}

/** What browsers do by themselves besides showing a page, and a page of ours never needs. */
const unwantedFeatures = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'OptimizationHints',
  'Translate',
]

/** Empty, dark where the desktop is dark, so that nothing flashes before the page comes. */
const blankPage = `data:text/html,<!doctype html><meta name=color-scheme content='light dark'><title>${pageName}</title>`

/** The arguments, without the program. Names are Chromium's switches; unknown ones are ignored by its relatives. */
export const browserArguments = (options: BrowserArguments): readonly string[] => [
  '--remote-debugging-pipe',
  `--user-data-dir=${options.profileDirectory}`,
  `--class=${pageName}`,
  `--window-size=${windowSize.width},${windowSize.height}`,
  '--no-first-run',
  '--no-default-browser-check',
  '--no-service-autorun',
  '--disable-extensions',
  '--disable-component-extensions-with-background-pages',
  '--disable-default-apps',
  '--disable-search-engine-choice-screen',
  '--disable-session-crashed-bubble',
  '--password-store=basic',
  // Nothing leaves this machine: no name resolves, no proxy is asked, no service of the browser's maker is called.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-proxy-server',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--metrics-recording-only',
  '--no-pings',
  `--disable-features=${unwantedFeatures.join(',')}`,
  // Else a bar in the window warns of the switch above. It changes nothing about the sandbox.
  '--test-type',
  ...(options.isSandboxed ? [] : ['--no-sandbox']),
  ...(options.debuggingPort === undefined ? [] : [`--remote-debugging-port=${options.debuggingPort}`]),
  `--app=${blankPage}`,
]
