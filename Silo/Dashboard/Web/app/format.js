// Numbers, times and sizes for people.
const whole = new Intl.NumberFormat('en');
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const clockShort = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: 'short', day: '2-digit' });
const dayShort = new Intl.DateTimeFormat('en-GB', { month: 'short', day: '2-digit' });

const second = 1000, minute = 60 * second, hour = 60 * minute, oneDay = 24 * hour, year = 365.25 * oneDay;

export const count = number => whole.format(number);

/** "1 event", "12 events". */
export const counted = (number, word) => `${count(number)} ${word}${number === 1 ? '' : 's'}`;

/** Six digits at most: 1234567 as "1.2 M". */
export function shortCount(number) {
  if (number < 1e6) return count(number);
  const [divisor, unit] = number < 1e9 ? [1e6, 'M'] : [1e9, 'G'];
  return `${trimmed(number / divisor)} ${unit}`;
}

/** A rate a second. */
export const rate = number => (number > 0 && number < 10 ? number.toFixed(1) : shortCount(Math.round(number)));

/** Bytes, in steps of 1,024. */
export function bytes(number) {
  if (number < 1024) return `${number} B`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let value = number / 1024, unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${trimmed(value)} ${units[unit]}`;
}

/** A span of milliseconds: "4 ms", "1.5 s", "32 min", "17 h", "23 d", "1.9 y". */
export function span(milliseconds) {
  const size = Math.abs(milliseconds);
  if (size < second) return `${Math.round(milliseconds * 10) / 10} ms`;
  const [divisor, unit] = size < 2 * minute && size !== minute ? [second, 's'] : size < 2 * hour && size !== hour ? [minute, 'min'] : size < 2 * oneDay ? [hour, 'h'] : size < year ? [oneDay, 'd'] : [year, 'y'];
  return `${trimmed(milliseconds / divisor)} ${unit}`;
}

/** A latency: "0.4 ms", "12 ms", "1.5 s". */
export const latency = milliseconds => (milliseconds < 1000 ? `${milliseconds > 0 && milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms` : span(milliseconds));

/** How long ago, in whole seconds at least. */
export function ago(time, now) {
  const passed = Math.max(0, now - time);
  return passed < 1500 ? 'just now' : `${span(Math.round(passed / second) * second)} ago`;
}

export const timeOfDay = time => clock.format(time);

/** Date and time to the second. */
export const dateTime = time => `${day.format(time)}, ${clock.format(time)}`;

/** Date and time to the millisecond. */
export const exactTime = time => `${dateTime(time)}.${String(time % 1000).padStart(3, '0')}`;

/** A time on an axis that is so long: as much of it as is needed there. */
export function axisTime(time, length) {
  if (length < 10 * minute) return clock.format(time);
  if (length < oneDay) return clockShort.format(time);
  if (length < 90 * oneDay) return `${dayShort.format(time)}, ${clockShort.format(time)}`;
  return length < 10 * year ? day.format(time) : String(new Date(time).getFullYear());
}

/** The first digits of an id or a digest. */
export const short = id => (id ? `${id.slice(0, 10)}…` : '–');

function trimmed(value) {
  const digits = Math.abs(value) < 10 ? 1 : 0;
  return value.toFixed(digits).replace(/\.0$/, '');
}
