/** Thrown wherever an answer about the checksum database proves nothing. It says what was wrong with it. */
import type { Text } from '#contract'
import { Told } from '../told.ts'

export class Refused extends Told {
  constructor(text: Text) {
    super(text)
    this.name = 'Refused'
  }
}

/** Where there is no record of what was asked for: as far as whoever answered says, it was never published. */
export class NotKnown extends Refused {}
