/** Thrown wherever an answer about the checksum database proves nothing. The message says what was wrong with it. */
export class Refused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Refused'
  }
}
