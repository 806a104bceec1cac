// Shows a file of any size: only the lines in view exist. Where the view stands is a line and an offset into it; the
// scroll bar is a picture of that, scaled where the file is taller than a browser can scroll.
import { Find } from './find.js';
import { Lines } from './lines.js';
import { Rows } from './rows.js';

const lineHeight = 20;
const tallest = 8_000_000;

class Viewer {
  constructor(section) {
    const { viewer: address, size, total, line } = section.dataset;
    this.section = section;
    this.scroll = section.querySelector('.scroll');
    this.space = section.querySelector('.space');
    this.stage = section.querySelector('.stage');
    this.bar = section.querySelector('form');
    this.rows = new Rows(section.querySelector('.rows'));
    this.lines = new Lines(address, total ? Number(total) : null, Number(size), () => this.draw());
    this.find = new Find(this.bar, address, (number, query) => this.show(number, query));
    Object.assign(this, { top: 1, offset: 0, expected: 0, marked: 0, query: '', wrap: false });
    this.scroll.addEventListener('scroll', () => this.scrolled());
    this.scroll.addEventListener('wheel', event => this.wheeled(event), { passive: false });
    this.scroll.addEventListener('keydown', event => this.pressed(event));
    this.scroll.addEventListener('click', event => this.clicked(event));
    this.bar.addEventListener('click', event => event.target.closest('[data-wrap]') && this.toggleWrap());
    this.bar.elements.line.addEventListener('keydown', event => this.asked(event));
    new ResizeObserver(() => this.draw()).observe(this.scroll);
    this.draw();
    if (line) {
      this.show(Number(line), '');
    }
  }

  get height() {
    return this.scroll.clientHeight;
  }

  get full() {
    return this.lines.total * lineHeight;
  }

  get isExact() {
    return this.full <= tallest && !this.wrap;
  }

  /** Puts a line in the middle, marks it, and names it in the address. */
  show(number, query) {
    this.marked = Math.max(1, this.lines.known ? Math.min(number, this.lines.total) : number);
    this.lines.total = Math.max(this.lines.total, this.marked);
    this.query = query;
    Object.assign(this, { top: this.marked, offset: -Math.max(0, this.height / 2 - lineHeight) });
    this.bar.elements.line.value = this.marked;
    history.replaceState(history.state, '', `?line=${this.marked}`);
    this.draw();
  }

  moveBy(pixels) {
    this.offset += pixels;
    this.draw();
  }

  draw() {
    if (!this.height) {
      return;
    }
    this.space.style.height = `${Math.max(Math.min(this.full, tallest), this.height)}px`;
    this.stage.style.height = `${this.height}px`;
    this.section.style.setProperty('--digits', Math.max(4, String(this.lines.total).length));
    this.settle();
    this.rows.shift(this.offset);
    const expected = Math.round(this.fraction() * (this.space.clientHeight - this.height));
    if (Math.abs(this.scroll.scrollTop - expected) >= 1) {
      this.scroll.scrollTop = expected;
    }
    this.expected = this.scroll.scrollTop;
    clearTimeout(this.asking);
    this.asking = setTimeout(() => this.lines.want(this.top - 100, this.top + 200), this.lines.get(this.top) ? 0 : 40);
    this.bar.querySelector('output').classList.toggle('bad', this.lines.trouble !== '');
    if (this.lines.trouble) {
      this.bar.querySelector('output').textContent = this.lines.trouble;
    }
  }

  /** Makes the offset one within the top line, and keeps the last line at the lower edge at most. */
  settle() {
    this.step();
    const last = this.lines.total;
    const missing = this.rows.drawn.has(last) ? this.height - (this.rows.height - this.offset) : 0;
    if (missing > 0 && (this.top > 1 || this.offset > 0)) {
      this.offset -= missing;
      this.step();
    }
  }

  step() {
    if (!this.wrap) {
      const pixels = Math.max(0, (this.top - 1) * lineHeight + this.offset);
      this.top = Math.min(Math.floor(pixels / lineHeight) + 1, this.lines.total);
      this.offset = pixels - (this.top - 1) * lineHeight;
      this.redraw();
      return;
    }
    this.redraw();
    while (this.offset < 0 && this.top > 1) {
      this.top--;
      this.redraw();
      this.offset += this.rows.heightOf(this.top);
    }
    while (this.offset >= this.rows.heightOf(this.top) && this.top < this.lines.total) {
      this.offset -= this.rows.heightOf(this.top);
      this.top++;
      this.redraw();
    }
    this.offset = Math.max(0, this.offset);
  }

  redraw() {
    this.rows.draw(this.top, this.height + lineHeight, this.lines, this);
  }

  fraction() {
    const part = this.wrap ? this.offset / this.rows.heightOf(this.top) : this.offset / lineHeight;
    return Math.min(1, (this.top - 1 + part) * lineHeight / Math.max(1, this.full - this.height));
  }

  scrolled() {
    const delta = this.scroll.scrollTop - this.expected;
    if (delta === 0) {
      return;
    }
    this.expected = this.scroll.scrollTop;
    if (!this.isExact && Math.abs(delta) < this.height) {
      this.moveBy(delta);
      return;
    }
    const range = this.space.clientHeight - this.height;
    const pixels = this.scroll.scrollTop / range * (this.full - this.height);
    this.top = Math.min(Math.floor(pixels / lineHeight) + 1, this.lines.total);
    this.offset = this.wrap ? 0 : pixels - (this.top - 1) * lineHeight;
    this.draw();
  }

  wheeled(event) {
    if (!this.isExact && !event.ctrlKey && !event.shiftKey && Math.abs(event.deltaY) > Math.abs(event.deltaX)) {
      event.preventDefault();
      this.moveBy(event.deltaY * (event.deltaMode === 1 ? lineHeight : 1));
    }
  }

  pressed(event) {
    const page = this.height - 2 * lineHeight;
    const moves = { ArrowDown: lineHeight, ArrowUp: -lineHeight, PageDown: page, PageUp: -page, ' ': page };
    if (moves[event.key]) {
      event.preventDefault();
      this.moveBy(moves[event.key]);
    } else if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      Object.assign(this, { top: event.key === 'Home' ? 1 : this.lines.total, offset: 0 });
      this.draw();
    }
  }

  clicked(event) {
    const number = event.target.closest('a.no')?.dataset.no;
    if (number && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      this.marked = Number(number);
      this.bar.elements.line.value = number;
      history.replaceState(history.state, '', `?line=${number}`);
      this.draw();
    }
  }

  asked(event) {
    if (event.key === 'Enter') {
      event.preventDefault();
      const number = Number(event.target.value);
      if (Number.isSafeInteger(number) && number > 0) {
        this.show(number, '');
        this.scroll.focus({ preventScroll: true });
      }
    }
  }

  toggleWrap() {
    this.wrap = !this.wrap;
    this.section.classList.toggle('wrap', this.wrap);
    this.bar.querySelector('[data-wrap]').setAttribute('aria-pressed', String(this.wrap));
    this.draw();
  }
}

function start() {
  for (const section of document.querySelectorAll('[data-viewer]:not([data-started])')) {
    section.dataset.started = '';
    new Viewer(section);
  }
}

document.addEventListener('page', start);
document.addEventListener('settled', start);
