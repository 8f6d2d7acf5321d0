// Bytes as people read them: place, sixteen bytes, and the characters among them.
const width = 16;

export function hexLines(bytes) {
  const lines = [];
  for (let place = 0; place < bytes.length; place += width) {
    const part = [...bytes.subarray(place, place + width)];
    const hex = part.map(one => one.toString(16).padStart(2, '0')).join(' ').padEnd(width * 3 - 1);
    const characters = part.map(one => (one >= 32 && one < 127 ? String.fromCharCode(one) : '.')).join('');
    lines.push(`${place.toString(16).padStart(6, '0')}  ${hex}  ${characters}`);
  }
  return lines.join('\n');
}
