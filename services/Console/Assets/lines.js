// The lines of a file, fetched in windows as they come into view; the last ones that were seen are kept.

const width = 400;
const kept = 30;

export class Lines {
  constructor(address, total, size, changed) {
    Object.assign(this, { address, size, changed, windows: new Map(), pending: new Map(), trouble: '' });
    this.known = total !== null;
    this.total = total ?? Math.max(1, Math.round(size / 100));
  }

  /** The line, or undefined while it is not here. Lines count from 1. */
  get(number) {
    const start = startOf(number);
    const found = this.windows.get(start);
    if (found) {
      this.windows.delete(start);
      this.windows.set(start, found);
    }
    return found?.[number - start];
  }

  /** Fetches what is missing of a range, and gives up on what is no longer looked at. */
  want(from, to) {
    const wanted = new Set();
    for (let start = startOf(Math.max(1, from)); start <= Math.min(to, this.total); start += width) {
      wanted.add(start);
    }
    for (const [start, request] of this.pending) {
      if (!wanted.has(start)) {
        request.abort();
      }
    }
    for (const start of wanted) {
      if (!this.windows.has(start) && !this.pending.has(start)) {
        this.fetch(start);
      }
    }
  }

  async fetch(start) {
    const request = new AbortController();
    this.pending.set(start, request);
    try {
      const answer = await fetch(`${this.address}/lines?from=${start}&count=${width}`, { signal: request.signal });
      const body = await answer.json();
      if (!answer.ok) {
        throw new Error(body.detail ?? `status ${answer.status}`);
      }
      this.take(start, body);
    } catch (error) {
      if (error.name !== 'AbortError') {
        this.trouble = error instanceof TypeError ? 'The connection is lost; it is tried again.' : error.message;
        setTimeout(() => this.changed(), 2000);
      }
    } finally {
      this.pending.delete(start);
      if (!request.signal.aborted) {
        this.changed();
      }
    }
  }

  take(start, body) {
    this.trouble = '';
    this.windows.set(start, body.lines);
    if (this.windows.size > kept) {
      this.windows.delete(this.windows.keys().next().value);
    }
    if (body.total !== null && body.total !== undefined) {
      this.total = Number(body.total);
      this.known = true;
    } else if (body.end) {
      this.total = start - 1 + body.lines.length;
      this.known = true;
    } else {
      this.total = Math.max(this.total, start + body.lines.length);
    }
  }
}

function startOf(number) {
  return number - (number - 1) % width;
}
