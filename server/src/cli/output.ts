import type { Writable } from 'node:stream';

/** Whoever read the output has stopped (`meipi … | head`): nothing more is wanted, and nothing is wrong. */
export class OutputClosed extends Error {}

/** Characters gathered before they are written. */
const CHUNK = 1 << 16;

/** Standard output, gathered into larger pieces. A slow reader is waited for, so memory does not fill with what was not read yet. */
export class Output {
  readonly #stream: Writable;
  #waiting: string[] = [];
  #size = 0;

  constructor(stream: Writable) {
    this.#stream = stream;
    // Errors come to the callbacks of write; without a listener they would end the program as well.
    stream.on('error', () => undefined);
  }

  /** @throws {OutputClosed} when the reader has gone */
  async line(text: string): Promise<void> {
    await this.text(`${text}\n`);
  }

  /** A piece of text as it is. */
  async text(text: string): Promise<void> {
    if (this.gather(text)) await this.flush();
  }

  /** Many pieces one after the other, without a promise for each: whether so much is waiting that it is to be flushed before the next. */
  gather(text: string): boolean {
    this.#waiting.push(text);
    this.#size += text.length;
    return this.#size >= CHUNK;
  }

  /** One JSON value on a line (JSON Lines). */
  async json(value: unknown): Promise<void> {
    await this.line(JSON.stringify(value));
  }

  /** Writes what is waiting. */
  async flush(): Promise<void> {
    if (this.#size === 0) return;
    const text = this.#waiting.join('');
    this.#waiting = [];
    this.#size = 0;
    await new Promise<void>((resolve, reject) => {
      this.#stream.write(text, (error) => {
        if (!error) resolve();
        else if (['EPIPE', 'ERR_STREAM_DESTROYED'].includes((error as NodeJS.ErrnoException).code ?? '')) reject(new OutputClosed());
        else reject(error);
      });
    });
  }
}
