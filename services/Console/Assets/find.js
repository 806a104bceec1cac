// Finds a text in a file of any size: each request answers within a second with a hit or with how far it got.
import { count } from './units.js';

export class Find {
  constructor(form, address, show) {
    Object.assign(this, { form, address, show, after: 0, query: '' });
    this.note = form.querySelector('output');
    form.addEventListener('submit', event => {
      event.preventDefault();
      this.next();
    });
    form.elements.q.addEventListener('input', () => {
      form.querySelector('[data-next]').disabled = form.elements.q.value === '';
      this.note.textContent = '';
    });
    form.querySelector('[data-stop]').addEventListener('click', () => this.stop());
  }

  stop() {
    this.turn?.abort();
  }

  async next() {
    const query = this.form.elements.q.value;
    if (!query) {
      return;
    }
    if (query !== this.query) {
      Object.assign(this, { query, after: 0 });
    }
    this.stop();
    const turn = this.turn = new AbortController();
    this.form.querySelector('[data-stop]').hidden = false;
    try {
      const hit = await this.seek(query, turn.signal);
      this.note.textContent = hit ? `Line ${count(hit.line)}` : this.after ? 'No more; Enter starts at the top' : 'Not in this file';
      this.after = hit?.line ?? 0;
      if (hit) {
        this.show(hit.line, query);
      }
    } catch (error) {
      this.note.textContent = error.name === 'AbortError' ? 'Stopped' : `Could not search: ${error.message}`;
    } finally {
      if (turn === this.turn) {
        this.form.querySelector('[data-stop]').hidden = true;
      }
    }
  }

  async seek(query, signal) {
    for (let after = this.after; ;) {
      const answer = await fetch(`${this.address}/find?q=${encodeURIComponent(query)}&after=${after}`, { signal });
      const body = await answer.json();
      if (!answer.ok) {
        throw new Error(body.detail ?? `status ${answer.status}`);
      }
      if (body.hit || body.done || body.scannedTo <= after) {
        return body.hit;
      }
      after = body.scannedTo;
      this.note.textContent = `Searched ${count(after)} lines`;
    }
  }
}
