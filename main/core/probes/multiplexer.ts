/** Start files that open tmux, screen or zellij: asking a shell must not start one, which would outlive the question. */
import type { ReadableHost } from '../host.ts'

const startFiles = [
  '.profile',
  '.bash_profile',
  '.bash_login',
  '.bashrc',
  '.zshenv',
  '.zprofile',
  '.zshrc',
  '.config/fish/config.fish',
]

/** What start files look at before they open a multiplexer: set inside each of them. */
const marks = { TMUX: '/nonexistent,1,0', STY: '1.groundwork', ZELLIJ: '0', BYOBU_BACKEND: 'tmux' }

const isMark = (name: string, value: string): boolean =>
  Object.entries(marks).some(([a, b]) => a === name && b === value)

/**
 * What a shell inside a multiplexer sees, where a start file opens one; empty where none does. A terminal's shells are
 * inside it too, so the answer is the one they get.
 */
export const readMultiplexerMarks = async (host: ReadableHost): Promise<Readonly<Record<string, string>>> => {
  const { home } = host.user()
  if (!home) return {}
  const texts = await Promise.all(startFiles.map((name) => host.readText(`${home}/${name}`, { maxBytes: 256 * 1024 })))
  return texts.some((text) => text.ok && opensMultiplexer(text.value)) ? marks : {}
}

/** `environment` without what `readMultiplexerMarks` put there. */
export const withoutMultiplexerMarks = (environment: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter(([name, value]) => !isMark(name, value)))

/** Whether some line runs one: at its start, after `exec` or as the next command, not in an alias or a comment. */
const opensMultiplexer = (text: string): boolean =>
  text
    .split('\n')
    .some(
      (line) =>
        line.length < 2_000 &&
        !/^\s*(#|alias\b)/.test(line) &&
        (/^\s*ZSH_TMUX_AUTOSTART=["']?true/.test(line) ||
          line
            .split(/&&|\|\||[;{(]|\b(?:then|else|do|and|or)\b/)
            .some((part) =>
              /^\s*(?:(?:exec|command)\s+)*(?:[\w/.-]*\/)?(?:tmux|screen|byobu|zellij)(?:\s|$)/.test(part),
            )),
    )
