/** Thrown wherever an answer about the checksum database proves nothing. It says what was wrong with it. */
import type { Text } from '#contract'
import { Told } from '../told.ts'

export class Refused extends Told {
  constructor(text: Text) {
    super(text)
    this.name = 'Refused'
  }
}
