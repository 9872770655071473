/** `groundwork completion`: what makes a shell complete the words of the program. */
import { Argument, type Command } from 'commander'
import type { Text } from '#contract'
import type { Terminal } from '../program.ts'
import { bashCompletion } from './bash.ts'
import { describeProgram, type DescribedProgram } from './described-program.ts'
import { fishCompletion } from './fish.ts'
import { zshCompletion } from './zsh.ts'

const makers = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } satisfies Record<
  string,
  (program: DescribedProgram) => string
>
type Shell = keyof typeof makers

const installing = {
  en: `
To have it from the next shell on:
  bash  groundwork completion bash | install -Dm644 /dev/stdin ~/.local/share/bash-completion/completions/groundwork
  zsh   groundwork completion zsh > DIR/_groundwork, DIR being one of your fpath
  fish  groundwork completion fish | install -Dm644 /dev/stdin ~/.config/fish/completions/groundwork.fish
Once more after an update of Groundwork. bash needs its package bash-completion for that place; without it, add the
output to ~/.bashrc.`,
  'zh-CN': `
从下一个 shell 起生效：
  bash  groundwork completion bash | install -Dm644 /dev/stdin ~/.local/share/bash-completion/completions/groundwork
  zsh   groundwork completion zsh > 目录/_groundwork（目录是你的 fpath 之一）
  fish  groundwork completion fish | install -Dm644 /dev/stdin ~/.config/fish/completions/groundwork.fish
更新 Groundwork 之后再做一次。bash 需要软件包 bash-completion 才会读取该位置；没有它时，把输出加入 ~/.bashrc。`,
} satisfies Text

/** `silentVerb` is the one that is meant where a line begins with an option. */
export const addCompletion = (program: Command, terminal: Terminal, silentVerb: string): void => {
  program
    .command('completion')
    .description('print what makes a shell complete these words')
    .addArgument(new Argument('<shell>', 'your shell').choices(Object.keys(makers)))
    .addHelpText('after', installing[terminal.language])
    .action((shell: Shell) => terminal.write(makers[shell](describeProgram(program, silentVerb))))
}
