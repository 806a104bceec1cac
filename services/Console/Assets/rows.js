// Draws the lines that are in view, and keeps those that stay in view as they are, so that a selection survives.

export class Rows {
  constructor(element) {
    this.element = element;
    this.drawn = new Map();
  }

  /** Draws lines from a number on until the height is filled; answers the number behind the last one. */
  draw(from, height, lines, { marked, query }) {
    const wanted = new Map();
    const most = from + Math.ceil(height / 20) + 2;
    for (let number = from; number < most && number <= lines.total; number++) {
      const line = lines.get(number);
      const key = `${line ? 1 : 0} ${number === marked ? 1 : 0} ${line ? query : ''}`;
      const known = this.drawn.get(number);
      wanted.set(number, known?.key === key ? known : { key, row: build(number, line, number === marked, query) });
    }
    for (const [number, { row }] of this.drawn) {
      if (wanted.get(number)?.row !== row) {
        row.remove();
      }
    }
    let place = this.element.firstChild;
    for (const { row } of wanted.values()) {
      if (row === place) {
        place = place.nextSibling;
      } else {
        this.element.insertBefore(row, place);
      }
    }
    this.drawn = wanted;
  }

  heightOf(number) {
    return this.drawn.get(number)?.row.getBoundingClientRect().height ?? 20;
  }

  get height() {
    return this.element.getBoundingClientRect().height;
  }

  shift(pixels) {
    this.element.style.transform = `translateY(${-pixels}px)`;
  }
}

function build(number, line, marked, query) {
  const row = document.createElement('div');
  row.className = marked ? 'line hit' : 'line';
  const link = document.createElement('a');
  link.className = 'no';
  link.href = `?line=${number}`;
  link.tabIndex = -1;
  link.dataset.no = number;
  link.setAttribute('aria-label', `Line ${number}`);
  const code = document.createElement('code');
  if (line) {
    fill(code, line.text, query);
    if (line.truncated) {
      code.append(Object.assign(document.createElement('span'), { className: 'cut', textContent: 'cut here; download the file for the whole line' }));
    }
  } else {
    code.className = 'bone';
  }
  row.append(link, code);
  return row;
}

// Text of a log becomes text nodes only: nothing in it can turn into markup.
function fill(code, text, query) {
  const needle = query.toLowerCase();
  const hay = needle ? text.toLowerCase() : '';
  let at = 0;
  for (let hit = needle ? hay.indexOf(needle) : -1; hit >= 0 && hay.length === text.length; hit = hay.indexOf(needle, at)) {
    code.append(text.slice(at, hit), Object.assign(document.createElement('mark'), { textContent: text.slice(hit, hit + needle.length) }));
    at = hit + needle.length;
  }
  code.append(text.slice(at));
}
