import { open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';

const INTERVAL_MS = 1_000;
const CHUNK_BYTES = 256 * 1024;

/** Follows a growing file and hands over its new lines, about once a second. */
export class LogTail {
  private offset: number;
  private rest = '';
  private readonly decoder = new StringDecoder('utf8');
  private readonly timer: NodeJS.Timeout;
  private reading: Promise<void> = Promise.resolve();
  private isReading = false;

  constructor(
    private readonly file: string,
    private readonly onLines: (lines: string[]) => Promise<void> | void,
    startAt = 0,
  ) {
    this.offset = startAt;
    this.timer = setInterval(() => {
      if (!this.isReading) void this.read();
    }, INTERVAL_MS).unref();
  }

  /** Hands over what is left, an unfinished line included, and stops following. */
  async end(): Promise<void> {
    clearInterval(this.timer);
    await this.read();
    if (this.rest !== '') await this.onLines([this.rest]);
    this.rest = '';
  }

  /** One reading after the other: a slow receiver delays lines and does not double them. */
  private read(): Promise<void> {
    this.reading = this.reading.then(() => this.readNew());
    return this.reading;
  }

  private async readNew(): Promise<void> {
    const handle = await open(this.file).catch(() => undefined);
    if (!handle) return;
    this.isReading = true;
    try {
      const buffer = Buffer.alloc(CHUNK_BYTES);
      for (;;) {
        const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, this.offset);
        if (bytesRead === 0) return;
        this.offset += bytesRead;
        const lines = (this.rest + this.decoder.write(buffer.subarray(0, bytesRead))).split(
          /\r?\n/,
        );
        this.rest = lines.pop() ?? '';
        if (lines.length > 0) await this.onLines(lines);
      }
    } finally {
      this.isReading = false;
      await handle.close();
    }
  }
}
