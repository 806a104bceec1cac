// Sends files to the evidence service, two at a time, each straight from the disk; a page change does not touch them.

const atOnce = 2;
const waiting = [];
let running = 0;

/** One file on its way. `change` is called whenever something about it changes. */
export class Upload {
  constructor(file, address, title, change) {
    Object.assign(this, { file, address, title, change, sent: 0, rate: 0, state: 'waiting', note: '' });
  }

  start() {
    this.state = 'sending';
    this.last = { at: performance.now(), sent: 0 };
    const request = this.request = new XMLHttpRequest();
    request.open('POST', `${this.address}?name=${encodeURIComponent(this.file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.addEventListener('progress', event => this.measure(event.loaded));
    request.addEventListener('load', () => this.end(request));
    request.addEventListener('error', () => this.fail('The connection broke. Nothing of the file was kept; send it again.'));
    request.addEventListener('abort', () => this.finish('cancelled', 'Cancelled. Nothing of the file was kept.'));
    request.send(this.file);
    this.change(this);
  }

  /** The rate is smoothed, so that the time left does not jump. */
  measure(sent) {
    const now = performance.now();
    const seconds = (now - this.last.at) / 1000;
    this.sent = sent;
    if (seconds >= 0.25) {
      const rate = (sent - this.last.sent) / seconds;
      this.rate = this.rate ? this.rate * 0.7 + rate * 0.3 : rate;
      this.last = { at: now, sent };
      this.change(this);
    }
  }

  get secondsLeft() {
    return this.rate > 0 ? (this.file.size - this.sent) / this.rate : null;
  }

  end(request) {
    if (request.status === 200 || request.status === 201 || request.status === 202) {
      this.finish('done', request.status === 200 ? 'Already in this case; nothing was added.' : 'Stored.');
    } else {
      let problem = null;
      try {
        problem = JSON.parse(request.responseText);
      } catch {
        // Not every answer on the way is ours.
      }
      this.fail(problem?.detail ?? `The server answered with status ${request.status}. Try again in a moment.`);
    }
  }

  fail(note) {
    this.finish('failed', note);
  }

  finish(state, note) {
    running--;
    this.state = state;
    this.note = note;
    this.change(this);
    document.dispatchEvent(new CustomEvent('refresh'));
    pump();
  }

  cancel() {
    const place = waiting.indexOf(this);
    if (place >= 0) {
      waiting.splice(place, 1);
      this.state = 'cancelled';
      this.note = 'Cancelled before it was sent.';
      this.change(this);
    } else {
      this.request?.abort();
    }
  }

  retry() {
    Object.assign(this, { sent: 0, rate: 0, state: 'waiting', note: '' });
    queue(this);
  }
}

export function queue(upload) {
  waiting.push(upload);
  upload.change(upload);
  pump();
}

export function anyUnderWay() {
  return running + waiting.length > 0;
}

function pump() {
  while (running < atOnce && waiting.length > 0) {
    running++;
    waiting.shift().start();
  }
}

addEventListener('beforeunload', event => anyUnderWay() && event.preventDefault());
