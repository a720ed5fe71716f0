// What programs most often ask of locales, in English: the engine has no Intl.

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const SYMBOLS = { USD: '$', EUR: '€', GBP: '£', JPY: '¥', INR: '₹' };

function grouped(digits) {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

// Half away from zero on the decimal digits that the number shows.
function rounded(number, digits) {
  const exact = number.toFixed(digits);
  const shown = String(number);
  const [, fraction = ''] = shown.split('.');
  if (shown.includes('e') || fraction.length <= digits || fraction[digits] !== '5' || fraction.length !== digits + 1) return exact;
  return (number + 10 ** -(fraction.length + 2)).toFixed(digits);
}

export function formatNumber(value, options = {}) {
  if (typeof value === 'bigint') return (value < 0n ? '-' : '') + grouped(String(value < 0n ? -value : value));
  if (Number.isNaN(value)) return 'NaN';
  const style = options.style ?? 'decimal';
  const isMoney = style === 'currency';
  const usual = isMoney ? (options.currency === 'JPY' ? 0 : 2) : 0;
  const least = options.minimumFractionDigits ?? usual;
  const most = options.maximumFractionDigits ?? Math.max(least, isMoney ? usual : style === 'percent' ? 0 : 3);
  const scaled = Math.abs(style === 'percent' ? value * 100 : value);
  let text = '∞';
  if (Number.isFinite(scaled)) {
    let [whole, fraction = ''] = (options.maximumSignificantDigits ? String(Number(scaled.toPrecision(options.maximumSignificantDigits))) : rounded(scaled, most)).split('.');
    while (fraction.length > least && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
    whole = whole.padStart(options.minimumIntegerDigits ?? 1, '0');
    text = (options.useGrouping === false ? whole : grouped(whole)) + (fraction === '' ? '' : `.${fraction}`);
  }
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (isMoney) return `${sign}${SYMBOLS[options.currency] ?? `${options.currency}\u00a0`}${text}`;
  return sign + text + (style === 'percent' ? '%' : '');
}

const two = (number) => String(number).padStart(2, '0');

export function formatDate(date, options, parts) {
  if (Number.isNaN(date.getTime())) return 'Invalid Date';
  const shown = options && Object.keys(options).some((key) => !['timeZone', 'hour12', 'timeZoneName'].includes(key)) ? options : parts;
  const { weekday, year, month, day } = shown;
  const pieces = [];
  const spelled = month === 'long' || month === 'short';
  const yearText = year === '2-digit' ? two(date.getUTCFullYear() % 100) : String(date.getUTCFullYear());
  const dayText = day === '2-digit' ? two(date.getUTCDate()) : String(date.getUTCDate());
  if (spelled) {
    const name = MONTHS[date.getUTCMonth()].slice(0, month === 'short' ? 3 : undefined);
    const start = day ? `${name} ${dayText}` : name;
    pieces.push(year ? `${start}${day ? ',' : ''} ${yearText}` : start);
  } else {
    const numbers = [];
    if (month) numbers.push(month === '2-digit' ? two(date.getUTCMonth() + 1) : date.getUTCMonth() + 1);
    if (day) numbers.push(dayText);
    if (year) numbers.push(yearText);
    if (numbers.length > 0) pieces.push(numbers.join('/'));
  }
  if (weekday) pieces.unshift(DAYS[date.getUTCDay()].slice(0, weekday === 'short' ? 3 : undefined));
  if (shown.hour) pieces.push(clock(date, shown, options));
  return pieces.join(', ');
}

function clock(date, shown, options) {
  const hours = date.getUTCHours();
  const is24 = options?.hour12 === false;
  const hour = is24 ? hours : hours % 12 || 12;
  const fields = [shown.hour === '2-digit' || is24 ? two(hour) : hour];
  if (shown.minute) fields.push(two(date.getUTCMinutes()));
  if (shown.second) fields.push(two(date.getUTCSeconds()));
  return fields.join(':') + (is24 ? '' : ` ${hours < 12 ? 'AM' : 'PM'}`);
}

const DATE = { year: 'numeric', month: 'numeric', day: 'numeric' };
const TIME = { hour: 'numeric', minute: '2-digit', second: '2-digit' };

function define(prototype, methods) {
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
  }
}

// The engine knows no Unicode properties and no normal forms: the Latin letters have to do.
const ACCENTED = { a: 'àáâãäåā', c: 'çćč', e: 'èéêëēę', i: 'ìíîïī', l: 'ł', n: 'ñńň', o: 'òóôõöøō', s: 'śš', u: 'ùúûüū', y: 'ýÿ', z: 'źžż' };
const PLAIN = new Map(Object.entries(ACCENTED).flatMap(([plain, letters]) =>
  [...letters].flatMap((letter) => [[letter, plain], [letter.toUpperCase(), plain.toUpperCase()]])));

const withoutAccents = (text) => text.replace(/[\u00c0-\u017f]/g, (letter) => PLAIN.get(letter) ?? letter);

// Upper and lower case together, then lower before upper, as English dictionaries sort.
export function compare(a, b, options) {
  const plain = (text) => withoutAccents(text).toLowerCase();
  const [left, right] = [plain(a), plain(b)];
  const order = options?.numeric ? numeric(left, right) : left < right ? -1 : left > right ? 1 : 0;
  if (order !== 0 || options?.sensitivity === 'base') return order;
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    if (a[at] !== b[at]) return a[at] === a[at].toLowerCase() && b[at] !== b[at].toLowerCase() ? -1 : b[at] === b[at].toLowerCase() && a[at] !== a[at].toLowerCase() ? 1 : a[at] < b[at] ? -1 : 1;
  }
  return Math.sign(a.length - b.length);
}

function numeric(a, b) {
  const [left, right] = [a, b].map((text) => text.match(/\d+|\D+/g) ?? []);
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const both = /^\d/.test(left[at]) && /^\d/.test(right[at]);
    const order = both ? Number(left[at]) - Number(right[at]) : left[at] < right[at] ? -1 : left[at] > right[at] ? 1 : 0;
    if (order !== 0) return Math.sign(order);
  }
  return Math.sign(left.length - right.length);
}

export function install() {
  const numbers = { toLocaleString(locale, options) { return formatNumber(this.valueOf(), options); } };
  define(Number.prototype, numbers);
  define(BigInt.prototype, numbers);
  define(String.prototype, { localeCompare(other, locale, options) { return compare(String(this), String(other), options); } });
  define(Date.prototype, {
    toLocaleDateString(locale, options) { return formatDate(this, options, DATE); },
    toLocaleTimeString(locale, options) { return formatDate(this, options, TIME); },
    toLocaleString(locale, options) { return formatDate(this, options, { ...DATE, ...TIME }); },
  });
  const Intl = {
    NumberFormat: class NumberFormat {
      constructor(locale, options) { this.format = (value) => formatNumber(value, options); this.resolvedOptions = () => ({ locale: 'en-US' }); }
    },
    DateTimeFormat: class DateTimeFormat {
      constructor(locale, options) { this.format = (date = new Date()) => formatDate(new Date(date), options, DATE); this.resolvedOptions = () => ({ locale: 'en-US', timeZone: 'UTC' }); }
    },
    Collator: class Collator {
      constructor(locale, options) { this.compare = (a, b) => compare(String(a), String(b), options); }
    },
    PluralRules: class PluralRules {
      select(count) { return count === 1 ? 'one' : 'other'; }
    },
    ListFormat: class ListFormat {
      constructor(locale, options) { this.word = options?.type === 'disjunction' ? 'or' : 'and'; }
      format(items) { const all = [...items]; return all.length < 2 ? all.join('') : all.length === 2 ? all.join(` ${this.word} `) : `${all.slice(0, -1).join(', ')}, ${this.word} ${all.at(-1)}`; }
    },
  };
  Object.defineProperty(globalThis, 'Intl', { value: Intl, writable: true, configurable: true, enumerable: false });
}
