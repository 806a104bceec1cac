// Numbers as people read them.

export function size(bytes) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  while (bytes >= 1023.95 && unit < units.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return `${bytes.toFixed(unit === 0 ? 0 : 1)} ${units[unit]}`;
}

export function span(seconds) {
  return seconds < 60 ? `${Math.max(1, Math.round(seconds))} s`
    : seconds < 3600 ? `${Math.round(seconds / 60)} min`
    : `${(seconds / 3600).toFixed(1)} h`;
}

export const count = new Intl.NumberFormat('en').format;
